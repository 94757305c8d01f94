import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { anchorsOf } from './anchors.ts'
import { findFiles, root } from './files.ts'

const pages = findFiles(root, '.md', ['*.md', 'docs/**/*.md', 'packages/*/*.md', 'examples/*/*.md'])

const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** The text without its fences and code spans, which hold no links. */
function prose(text: string): string {
  return text.replace(/^(`{3,})[^]*?^\1/gm, '').replace(/`[^`\n]*`/g, '')
}

/** The targets of the links of a page that lead to a file of the repository. */
function linksOf(path: string): string[] {
  const targets = [...prose(read(path)).matchAll(/\]\((?<to>[^)\s]+)\)/g)].map((it) => it[1]!)
  return targets.filter((to) => !/^[a-z]+:/.test(to))
}

function problemWith(page: string, link: string): string | undefined {
  const [path, anchor] = link.split('#') as [string, string | undefined]
  const target = path === '' ? page : join(dirname(page), path)
  if (!existsSync(join(root, target))) return `${page}: there is no ${target}`
  if (anchor === undefined || anchorsOf(read(target)).includes(anchor)) return undefined
  return `${page}: ${target} has no heading for #${anchor}`
}

describe('links between pages', () => {
  test.each(pages)('%s leads to files and headings that are there', (page) => {
    expect(linksOf(page).flatMap((link) => problemWith(page, link) ?? [])).toEqual([])
  })
})
