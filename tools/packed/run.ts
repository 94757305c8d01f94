import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { root } from '../files.ts'

/** How {@link runProgram} runs a line; all optional. */
export interface RunOptions {
  /** Folders with programs that the line may name, besides the app's own. */
  readonly programs?: readonly string[]
  /** Changes to the environment. */
  readonly env?: Readonly<Record<string, string>>
  /** What the program reads. */
  readonly input?: string
}

/** Programs of this repository. */
export const ownPrograms = join(root, 'node_modules/.bin')

/**
 * Runs one line of a shell in `folder`, as a user would: nothing is left of npm and of the tests that
 * this process runs under. Fails with what the line printed, and resolves with it.
 */
export async function runProgram(
  line: string,
  folder: string,
  { programs = [], env = {}, input = '' }: RunOptions = {},
): Promise<string> {
  const places = [join(folder, 'node_modules/.bin'), ...programs, process.env['PATH']]
  const child = spawn(line, {
    cwd: folder,
    env: { ...userEnvironment(), PATH: places.join(delimiter), ...env },
    shell: true,
  })
  child.stdin.on('error', () => {}) // It may end without reading.
  child.stdin.end(input)
  const ended = once(child, 'close') as Promise<[number | null]>
  const [[code], ...printed] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  if (code !== 0) throw new Error(`"${line}" ended with ${code}:\n${printed.join('\n')}`)
  return printed.join('')
}

const ofThisRun =
  /^(npm_(package|lifecycle|config_local_prefix|config_prefix|command)|VITEST|NODE_ENV$|TEST$|DEV$|PROD$|MODE$|INIT_CWD$|NODE_OPTIONS$)/i

/** The environment without what npm and vitest put there. */
export function userEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !ofThisRun.test(name))
  return Object.fromEntries(kept)
}
