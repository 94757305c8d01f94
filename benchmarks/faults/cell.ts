import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type FaultId, heap, patience } from './fault.ts'
import { goneWithin } from './orphan.ts'
import { type Report, markIn, reportsIn, roomIn } from './report.ts'

/** One fault, once, in an app of its own. */
export interface Cell {
  readonly peer: string
  readonly fault: FaultId
  readonly reports: readonly Report[]
  /** How the app ended. */
  readonly end: string
  /** Milliseconds that the isolate outlived the app; Infinity: it was there when the time was up. */
  readonly outlived?: number
}

/** Milliseconds that a start, and an end, may take. */
const spare = 20_000

export async function runCell(peer: string, fault: FaultId, limit: number): Promise<Cell> {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'))
  const room = roomIn(folder)
  const errors = openSync(room.errors, 'w')
  const host = spawn(
    process.execPath,
    [fileURLToPath(new URL('./host.js', import.meta.url)), peer, fault, folder, String(limit)],
    { stdio: ['ignore', 'ignore', errors], detached: true, env: environment(fault) },
  )
  closeSync(errors)
  const end = (): void => endGroup(host.pid!)
  process.once('exit', end)
  const timer = setTimeout(() => host.kill('SIGKILL'), spare + patience + limit)
  const [code, signal] = (await once(host, 'exit')) as [number | null, NodeJS.Signals | null]
  clearTimeout(timer)
  const isolate = markIn(room)
  const watched = fault === 'host-exit' && isolate !== undefined && isolate !== host.pid
  const outlived = watched ? await goneWithin(isolate, limit) : undefined
  end()
  process.off('exit', end)
  const reports = reportsIn(room)
  const lines = readFileSync(room.errors, 'utf8').trim().split('\n')
  rmSync(folder, { recursive: true, force: true })
  if (!reports.some(({ type }) => type === 'started')) {
    throw new Error(`${peer} did not start for ${fault}: ${lines.slice(-30).join('\n')}`)
  }
  const ending = signal ?? `exit code ${code}`
  return { peer, fault, reports, end: ending, ...(outlived !== undefined && { outlived }) }
}

function environment(fault: FaultId): NodeJS.ProcessEnv {
  if (fault !== 'out-of-memory') return process.env
  return { ...process.env, NODE_OPTIONS: `--max-old-space-size=${heap}` }
}

/** Whatever the app has left behind. */
function endGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL')
  } catch {
    // Nothing is left.
  }
}
