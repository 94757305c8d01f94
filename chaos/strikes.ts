import { ActorError, type Random } from '@troupe/core'
import type { Death } from './actors/victim.protocol.ts'
import type { Ledger } from './ledger.ts'
import type { Lives, Target } from './targets.ts'

const onTheLine = [
  'crash',
  'hang',
  'drop',
  'duplicate',
  'reorder',
  'corrupt',
  'delay',
  'slow',
] as const
const fromWithin: readonly Death[] = [
  'throw',
  'reject',
  'exit',
  'exit-zero',
  'loop',
  'block',
  'out-of-memory',
]
const inProcesses: readonly Death[] = ['segfault', 'abort', 'garbage']
const signals = ['SIGKILL', 'SIGSTOP', 'SIGSEGV'] as const

type LineFault = (typeof onTheLine)[number]

/** Something that is done to an actor. */
export type Strike = LineFault | Death | (typeof signals)[number] | 'restart'

/** What can be done to a target; the quick ends come more often than the slow ones. */
export function strikesFor({ isolate, victim }: Target): readonly Strike[] {
  const { kind } = isolate
  const line: Strike[] = [...onTheLine, 'crash', 'crash', 'corrupt', 'restart']
  // A thread that holds a model in native code has to be let out: nothing there is killed from within.
  const within = victim === undefined || kind === 'memory' ? [] : [...fromWithin, 'throw', 'exit']
  const process = kind === 'subprocess' ? [...signals, 'SIGKILL'] : []
  const native = kind === 'subprocess' && victim !== undefined ? inProcesses : []
  return [...line, ...(within as Strike[]), ...(process as Strike[]), ...native]
}

/** Does it. Resolves when it is done, which is not when its consequences are. */
export async function perform(
  strike: Strike,
  target: Target,
  { lives, ledger, random }: { lives: Lives; ledger: Ledger; random: Random },
): Promise<void> {
  if (strike === 'restart') return restart(target, ledger)
  if ((signals as readonly Strike[]).includes(strike)) {
    const pid = lives.ready.get(target.path)?.pid
    if (pid !== undefined) signal(pid, strike as NodeJS.Signals)
    return
  }
  if ((onTheLine as readonly Strike[]).includes(strike)) {
    const { faults } = target.isolate
    if (strike === 'slow') return faults.slow(Math.floor(random() * 10))
    return faults[strike as Exclude<LineFault, 'slow'>]()
  }
  return die(target, strike as Death, ledger)
}

/** Sends a signal to a process, if it is still there. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It was quicker.
  }
}

/** The message is moved, so that it is never delivered again. */
function die({ path, victim }: Target, how: Death, ledger: Ledger): Promise<void> {
  const once = new ArrayBuffer(1)
  const id = ledger.id({ path, once: true })
  return ledger.watch(path, () => victim!.ask.die({ id, how, once }, { transfer: [once] }))
}

/** Stops it by order and starts it again; others may strike in between. */
async function restart({ handle, id, path }: Target, ledger: Ledger): Promise<void> {
  try {
    await handle.stopChild(id)
  } catch {
    // Its group stops or restarts at the moment.
    return
  }
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      return await handle.restartChild(id)
    } catch (error) {
      // Whoever restarts the whole group starts it as well.
      if (!ActorError.is(error, 'start-failed')) return
    }
  }
  ledger.violate(`${path} could not be started again after a stop`)
}
