import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Removes what was built from sources that are gone, so that no package ships it. */
export function removeStale(dist) {
  if (!existsSync(dist)) return
  for (const file of readdirSync(dist, { recursive: true })) {
    if (!file.endsWith('.js.map')) continue
    const map = join(dist, file)
    const { sources, sourcesContent } = JSON.parse(readFileSync(map, 'utf8'))
    const isThere = (source) => existsSync(join(dirname(map), source))
    if (sourcesContent || sources.some(isThere)) continue
    const name = map.slice(0, -'.js.map'.length)
    for (const end of ['.js', '.js.map', '.d.ts', '.d.ts.map']) rmSync(name + end, { force: true })
  }
}
