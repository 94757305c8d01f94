import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { findFiles } from '../files.ts'
import { findFences, type Fence } from './fences.ts'

/** Fences that may import each other by `file=`: those of one docs page, or of one docstring. */
export interface Page {
  /** Relative to the repository, with `/`. */
  readonly path: string
  /** The line on which it begins. */
  readonly line: number
  readonly fences: readonly Fence[]
}

const markdown = ['*.md', 'docs/**/*.md', 'packages/*/*.md', 'examples/**/*.md', 'benchmarks/*.md']
const sources = ['packages/*/src/**/*.ts']

/** Every page with an example: markdown, and the docstrings of the packages. */
export function findPages(root: string): Page[] {
  const read = (path: string): string => readFileSync(join(root, path), 'utf8')
  const pages = [
    ...findFiles(root, '.md', markdown).map((path) => markdownPage(path, read(path))),
    ...findFiles(root, '.ts', sources).flatMap((path) => docstrings(path, read(path))),
  ]
  return pages.filter((page) => page.fences.length > 0)
}

/** The one page of a markdown file. */
export function markdownPage(path: string, text: string): Page {
  return { path, line: 1, fences: findFences(text.split('\n')) }
}

/** The pages of a source file: one for each docstring. */
export function docstrings(path: string, text: string): Page[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false)
  return docComments(source).map(({ pos, end }) => {
    const line = source.getLineAndCharacterOfPosition(pos).line + 1
    const lines = text.slice(pos, end).replace('*/', '').split('\n')
    return {
      path,
      line,
      fences: findFences(
        lines.map((it) => it.replace(/^\s*\/?\*+ ?/, '')),
        line,
      ),
    }
  })
}

function docComments(source: ts.SourceFile): ts.CommentRange[] {
  const found = new Map<number, ts.CommentRange>()
  const visit = (node: ts.Node): void => {
    for (const range of ts.getLeadingCommentRanges(source.text, node.pos) ?? []) {
      if (source.text.startsWith('/**', range.pos)) found.set(range.pos, range)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return [...found.values()]
}
