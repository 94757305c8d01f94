import type { ActorError, ExitReason } from '@troupe/core'
import { startFailed } from '../not-started.ts'

/** What is known when a child process is gone. */
export interface Ending {
  readonly path: string
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** Why there never was a process. */
  readonly notSpawned?: Error
  /** What came through the pipe was damaged. */
  readonly corrupt?: ActorError
  readonly up: boolean
  readonly asked: boolean
  /** Whether the child was ended for the memory it occupied. */
  readonly tooLarge: boolean
  /** Megabytes that it was allowed. */
  readonly limit?: number
  /** The last lines of its standard error. */
  readonly lastWords: readonly string[]
}

/** What V8 writes before it gives up for want of memory, and how the process ends then. */
const outOfMemory =
  /out of memory|process OOM|Allocation failed|Fatal JavaScript invalid (array|size)/i
const crashSignals: readonly (string | null)[] = ['SIGABRT', 'SIGTRAP', 'SIGILL']
const crashCodes: readonly (number | null)[] = [133, 134]

/** Why a child process ended. Codes alone tell little: the cause that came first counts. */
export function reasonOf(ending: Ending): ExitReason {
  const { path, code, signal, notSpawned, corrupt, up, asked, lastWords } = ending
  if (notSpawned !== undefined)
    return startFailed(path, `its process could not be started`, notSpawned)
  // Whatever came after it was not read, so nothing else may be told in its place.
  if (corrupt !== undefined) return { type: 'error', error: corrupt }
  if (ending.tooLarge || ranOut(ending)) {
    return { type: 'out-of-memory', ...(ending.limit !== undefined && { limit: ending.limit }) }
  }
  if (asked) return { type: 'killed' }
  if (signal !== null) return { type: 'signal', signal }
  if (up) return { type: 'exit', code: code ?? 0 }
  const words = lastWords.length === 0 ? '' : `: ${lastWords.join('\n')}`
  return startFailed(path, `its process ended with code ${code} before it was up${words}`)
}

function ranOut({ code, signal, lastWords }: Ending): boolean {
  const crashed = crashSignals.includes(signal) || crashCodes.includes(code)
  return crashed && lastWords.some((line) => outOfMemory.test(line))
}
