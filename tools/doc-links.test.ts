import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findFiles, root } from './files.ts'

const pages = findFiles(root, '.md', ['*.md', 'docs/**/*.md', 'packages/*/*.md'])

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

/** The anchors that a page's headings make, as GitHub and TypeDoc make them. */
function anchorsOf(path: string): string[] {
  const headings = read(path)
    .replace(/^(`{3,})[^]*?^\1/gm, '')
    .matchAll(/^#{1,6} (.+)$/gm)
  return [...headings].map(([, words]) =>
    words!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

function problemWith(page: string, link: string): string | undefined {
  const [path, anchor] = link.split('#') as [string, string | undefined]
  const target = path === '' ? page : join(dirname(page), path)
  if (!existsSync(join(root, target))) return `${page}: there is no ${target}`
  if (anchor === undefined || anchorsOf(target).includes(anchor)) return undefined
  return `${page}: ${target} has no heading for #${anchor}`
}

describe('links between pages', () => {
  test.each(pages)('%s leads to files and headings that are there', (page) => {
    expect(linksOf(page).flatMap((link) => problemWith(page, link) ?? [])).toEqual([])
  })
})
