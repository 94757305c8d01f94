import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** The root of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url))

const foreign = ['**/node_modules', '**/dist', '**/.cache', '**/.git']

/** The files that fit `patterns`, sorted, relative to `root` and with `/` on every system. */
export function findFiles(root: string, extension: string, patterns: readonly string[]): string[] {
  return ts.sys
    .readDirectory(root, [extension], foreign, patterns)
    .map((path) => relative(root, path).replaceAll('\\', '/'))
    .sort()
}
