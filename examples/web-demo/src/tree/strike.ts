import type { Fault } from '../workers/fault.ts'
import { announce } from '../page/announce.ts'
import { duration } from '../page/words.ts'
import { actorFacts, type ActorId } from './actors.ts'
import type { Ledger } from './ledger.ts'
import { strikeWorker } from './workers.ts'

/** Sends an actor something to do and resolves when all of it is answered. */
export type GiveWork = Readonly<Record<ActorId, () => Promise<unknown>>>

const done: Readonly<Record<Fault, string>> = { crash: 'crashed', hang: 'hung', kill: 'was killed' }

/**
 * Strikes an actor while it works: it is given work first where it has none. Resolves when
 * everything that it was asked before and during its outage is answered.
 */
export async function strike(
  id: ActorId,
  fault: Fault,
  { ledger, work, onStrike }: { ledger: Ledger; work: GiveWork; onStrike(words: string): void },
): Promise<void> {
  const { name } = actorFacts[id]
  const before = ledger.totals
  const answers = ledger.of(id).inFlight === 0 ? [work[id](), work[id]()] : []
  await pause(Math.min(150, (ledger.of(id).latencies.at(-1) ?? 30) / 3))
  const struck = performance.now()
  strikeWorker(id, fault)
  onStrike(`${name} ${done[fault]}`)
  // Whoever asks during the outage waits for the next life, and a hang is seen only where work is.
  answers.push(work[id]())
  const settled = await Promise.allSettled(answers)
  const answered = settled.filter(({ status }) => status === 'fulfilled').length
  const again = ledger.totals.again - before.again
  announce(
    `${name} ${done[fault]} at work. ${answered} of ${answers.length} asks were answered after ` +
      `${duration(performance.now() - struck)}, ${again} of them at a second delivery.`,
  )
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
