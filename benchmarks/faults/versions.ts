import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { peers } from './peers.ts'

const folder = fileURLToPath(new URL('../../node_modules', import.meta.url))

/** The version of every package that is measured. */
export function versions(): Record<string, string> {
  const names = [...new Set(peers.map((peer) => peer.package))]
  return Object.fromEntries(names.map((name) => [name, versionOf(name)]))
}

function versionOf(name: string): string {
  const manifest = readFileSync(join(folder, name, 'package.json'), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}
