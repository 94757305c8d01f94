import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { userEnvironment } from '../packed/run.ts'

/** A JavaScript runtime, as it is started. */
export interface Runtime {
  readonly name: string
  readonly version: string
  readonly program: string
  readonly args?: readonly string[]
}

/** How a check came out: `undefined` where it holds, else what happened instead. */
export type Outcome = string | undefined

const app = fileURLToPath(new URL('app', import.meta.url))
const patience = 120_000

/** Writes the smoke app into a folder. */
export function writeApp(folder: string): void {
  cpSync(app, folder, { recursive: true })
}

/** The names of all checks. */
export async function checksOf(runtime: Runtime, folder: string): Promise<string[]> {
  const { printed } = await start(runtime, folder, [])
  return JSON.parse(printed) as string[]
}

/** Runs one check in a process of its own. */
export async function check(runtime: Runtime, folder: string, name: string): Promise<Outcome> {
  const { printed, told, end } = await start(runtime, folder, [name])
  if (end === 0 && printed.includes('it holds')) return undefined
  if (end === 'time') return `it takes more than ${patience / 1_000} s`
  const lines = told.split('\n')
  const reason = lines.find((line) => /^\W*(Uncaught )?\w*(Error|panic)\b.*:/.test(line)) ?? told
  return reason.trim().slice(0, 200) || `it ends with ${end}`
}

async function start({ program, args = [] }: Runtime, folder: string, more: readonly string[]) {
  const child = spawn(program, [...args, join(folder, 'smoke.js'), ...more], {
    cwd: folder,
    env: userEnvironment(),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [printed, told, late] = ['', '', false]
  child.stdout.on('data', (piece: Buffer) => (printed += piece.toString()))
  child.stderr.on('data', (piece: Buffer) => (told += piece.toString()))
  const timer = setTimeout(() => {
    late = true
    process.kill(-child.pid!, 'SIGKILL')
  }, patience)
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  clearTimeout(timer)
  return { printed, told, end: late ? 'time' : (code ?? signal) }
}
