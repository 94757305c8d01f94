import { execFile } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const packages = fileURLToPath(new URL('../../../', import.meta.url))

/** A folder with packages in its `node_modules`, as npm puts them there: no peers, no sources. */
export interface Installed extends Disposable {
  /** Writes files by their paths in the folder. */
  write(files: Readonly<Record<string, string>>): Promise<void>
  /** Runs a script in the folder and gives what it prints, as JSON. */
  run(script: string): Promise<unknown>
}

/** @param copies Folders in the new one by the name of what is copied there. */
export function installed(
  names: readonly string[],
  copies: Readonly<Record<string, string>> = {},
): Installed {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'troupe-app-')))
  for (const name of names) install(name, join(folder, 'node_modules/@troupe', name))
  for (const [name, place] of Object.entries(copies)) install(name, join(folder, place))
  return {
    async write(files) {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        await writeFile(join(folder, path), text)
      }
    },
    async run(script) {
      const { NODE_OPTIONS: _, NODE_PATH: __, ...env } = process.env
      const { stdout } = await promisify(execFile)(process.execPath, [script], { cwd: folder, env })
      return JSON.parse(stdout)
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function install(name: string, place: string): void {
  const home = join(packages, name)
  const manifest = readFileSync(join(home, 'package.json'), 'utf8')
  const { dependencies = {} } = JSON.parse(manifest) as { dependencies?: Record<string, string> }
  mkdirSync(place, { recursive: true })
  for (const part of ['package.json', 'dist']) {
    cpSync(join(home, part), join(place, part), { recursive: true })
  }
  for (const dependency of Object.keys(dependencies)) {
    if (dependency.startsWith('@troupe/')) continue
    const link = join(place, 'node_modules', dependency)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(realpathSync(join(home, 'node_modules', dependency)), link, 'dir')
  }
}
