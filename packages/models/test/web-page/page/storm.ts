import { type ActorRef, watch } from '@troupe/core'
import type { Language } from '../../../src/tasks/language/index.ts'
import { languageWorker, startLanguages } from './language.ts'

/** How a worker dies: by itself, because it hangs, or because the browser takes it away. */
export type Blow = 'throw' | 'reject' | 'close' | 'hang' | 'taken away'

type Ref = ActorRef<typeof Language>

const blows: readonly Blow[] = ['throw', 'reject', 'close', 'taken away', 'hang']
const actors = 4
const asks = 10

/** How a storm went. */
export interface Toll {
  readonly asked: number
  /** How many asks ended how: `replied`, or the code of their error. */
  readonly endings: Readonly<Record<string, number>>
  /** Lives that ended before the stop. */
  readonly deaths: number
  /** What every actor says afterwards. */
  readonly afterwards: readonly string[]
  readonly stopped: string
}

/** Strikes real model actors, as many times in all, with asks under way each time. */
export async function storm(deaths: number, seed: number): Promise<Toll> {
  const roll = dice(seed)
  const workers = Array.from({ length: actors }, (_, n) => languageWorker(`struck-${n}`))
  const { app, refs, events } = await startLanguages(workers)
  const outcomes = await Promise.all(
    refs.map(async (ref, n) => {
      const all: string[] = []
      for (let turn = n; turn < deaths; turn += actors) {
        // A blow beside the mailbox strikes nobody while nobody is there.
        all.push(...(await strike(ref, -1, () => {})))
        const down = death(ref)
        const blow = blows[roll(blows.length)]!
        all.push(...(await strike(ref, roll(asks), () => hit(blow, n, workers[n]!.takeAway))))
        // A worker that hangs with nothing to do is left in peace until somebody wants something.
        all.push(...(await strike(ref, -1, () => {})))
        await down
      }
      return all
    }),
  )
  const afterwards = await Promise.all(
    refs.map(async (ref) => (await ref.ask.detect({ text: textOf(1) }))[0]!.language),
  )
  const died = events.filter(({ type }) => type === 'child-exited').length
  const { type: stopped } = await app.stop()
  return {
    asked: outcomes.flat().length,
    endings: countOf(outcomes.flat()),
    deaths: died,
    afterwards,
    stopped,
  }
}

/** Sends asks, with a blow in their midst, and tells how each of them ends. */
function strike(ref: Ref, at: number, blow: () => void): Promise<string[]> {
  return Promise.all(
    Array.from({ length: asks }, (_, n) => {
      if (n === at) blow()
      return ref.ask.detect({ text: textOf(n) }).then(
        () => 'replied',
        ({ code }: { code: string }) => code,
      )
    }),
  )
}

function hit(blow: Blow, actor: number, takeAway: () => void): void {
  if (blow === 'taken away') return takeAway()
  const channel = new BroadcastChannel(`struck-${actor}`)
  channel.postMessage(blow)
  channel.close()
}

/** Resolves when the present life of an actor is over. */
async function death(ref: Ref): Promise<void> {
  let unwatch = (): void => {}
  await new Promise<unknown>((resolve) => (unwatch = watch(ref, resolve)))
  unwatch()
}

function textOf(n: number): string {
  return `The lamp by the harbour was lit ${n} times before anybody wrote it down. `.repeat(100)
}

function countOf(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

/** The same storm every time: a linear congruential generator. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}
