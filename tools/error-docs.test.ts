import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { ActorError, type ErrorCode } from '../packages/core/src/errors.ts'
import { anchorsOf } from './anchors.ts'
import { findFiles, root } from './files.ts'

const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** The codes of every `interface ErrorDetails` in the packages: core's, and what others merge in. */
function codesOfErrors(): string[] {
  return findFiles(root, '.ts', ['packages/*/src/**/*.ts']).flatMap((path) => {
    const text = read(path)
    return text.includes('interface ErrorDetails') ? codesIn(path, text) : []
  })
}

function codesIn(path: string, text: string): string[] {
  const codes: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) && node.name.text === 'ErrorDetails')
      for (const { name } of node.members)
        if (name && (ts.isIdentifier(name) || ts.isStringLiteral(name))) codes.push(name.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true))
  return codes
}

/** The entries of docs/errors.md by their codes, which are their anchors too. */
function entries(): Map<string, string> {
  const [, ...sections] = read('docs/errors.md').split(/^## /m)
  return new Map(
    sections.map((section) => {
      const end = section.indexOf('\n')
      return [section.slice(0, end).trim(), section.slice(end)]
    }),
  )
}

describe('docs/errors.md', () => {
  test('docs/errors.md has one entry for every code of ActorError, and none besides', () => {
    const codes = codesOfErrors()
    expect(codes).toContain('timeout')
    expect(codes).toContain('load-failed')
    expect(codes).toContain('model-unknown')
    expect([...entries().keys()].sort()).toEqual([...codes].sort())
  })

  test.each(codesOfErrors())('an ActorError of code %s leads to its entry', (code) => {
    const { help } = new ActorError(code as ErrorCode, 'words', {} as never)
    const [page, anchor] = help.split('#') as [string, string]
    const brought = page.replace('@troupe/core/', '')
    expect(brought).toBe('docs/errors.md')
    expect(anchorsOf(read(brought))).toContain(anchor)
  })

  test('@troupe/core brings the page, and those that it links to, when it is packed', () => {
    const { files, scripts } = JSON.parse(read('packages/core/package.json')) as {
      files: string[]
      scripts: { prepack: string }
    }
    expect(files).toContain('docs')
    const [program, script] = scripts.prepack.split(' ')
    execFileSync(program!, [script!], { cwd: join(root, 'packages/core') })
    const links = read('docs/errors.md').matchAll(/\]\((?<page>[\w-]+\.md)/g)
    for (const page of ['errors.md', ...[...links].map(({ groups }) => groups!['page']!)])
      expect(read(`packages/core/docs/${page}`)).toBe(read(`docs/${page}`))
  })

  test.each([...entries()])('docs/errors.md says cause and remedy of %s', (_code, entry) => {
    expect(entry).toContain('\n**Cause.** ')
    expect(entry).toContain('\n**Remedy.** ')
  })
})
