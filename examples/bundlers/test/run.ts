import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const programs = fileURLToPath(new URL('../node_modules/.bin', import.meta.url))

/** Runs one line of a shell in `folder`; fails with what it printed. `npx` finds what is installed here. */
export async function runProgram(line: string, folder: string): Promise<void> {
  const places = [join(folder, 'node_modules/.bin'), programs, process.env['PATH']]
  const env = { ...process.env, PATH: places.join(delimiter) }
  const child = spawn(line.replace(/^npx /, ''), { cwd: folder, env, shell: true })
  const ended = once(child, 'close') as Promise<[number | null]>
  const [[code], ...printed] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  if (code !== 0) throw new Error(`"${line}" ended with ${code}:\n${printed.join('\n')}`)
}
