import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '@troupe/core'
import type { Ledger } from './ledger.ts'
import { perform, type Strike, strikesFor } from './strikes.ts'
import type { Lives, Target } from './targets.ts'

/** What strikes whom how often. */
export interface StormOptions {
  readonly targets: readonly Target[]
  readonly lives: Lives
  readonly ledger: Ledger
  readonly random: Random
  /** Strikes a second. */
  readonly rate: number
  readonly stop: AbortSignal
  readonly tally: Tally
}

/** What was done. */
export class Tally {
  readonly strikes = new Map<Strike, number>()
  total = 0

  count(strike: Strike): void {
    this.strikes.set(strike, (this.strikes.get(strike) ?? 0) + 1)
    this.total++
  }
}

/** Strikes at random, mostly at what lives, until it is told to stop. */
export async function storm(options: StormOptions): Promise<void> {
  const { random, rate, stop, tally } = options
  const consequences = new Set<Promise<void>>()
  let due = performance.now()
  while (!stop.aborted) {
    due += (-Math.log(1 - random()) / rate) * 1_000
    // What the machine was too busy for is made up for.
    await pause(Math.max(0, due - performance.now()))
    const target = choose(options)
    if (target === undefined) continue
    const all = strikesFor(target)
    const strike = all[Math.floor(random() * all.length)]!
    tally.count(strike)
    options.lives.note(target.path, strike.toUpperCase())
    const done = perform(strike, target, options).finally(() => consequences.delete(done))
    consequences.add(done)
  }
  await Promise.all(consequences)
}

/** Mostly one that lives, now and then one in the middle of its start. */
function choose({ targets, lives, random }: StormOptions): Target | undefined {
  const living = targets.filter(({ path }) => lives.ready.has(path))
  const all = random() < 0.1 ? targets : living
  return all[Math.floor(random() * all.length)]
}
