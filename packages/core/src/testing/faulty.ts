import { type Clock, systemClock } from '../clock.ts'
import type { Connection, Isolate, StartContext } from '../isolate/isolate.ts'
import { type Chances, checkChances, Dice } from './faults/dice.ts'
import { type Direction, type Fault, faultKinds, type Injected } from './faults/fault.ts'
import { FaultyConnection } from './faults/faulty-connection.ts'
import { seededRandom } from './seeded-random.ts'

/** What goes wrong, and when; all optional. */
export interface FaultyOptions extends Chances {
  /** The same seed and the same packets give the same faults. Default: 1. */
  readonly seed?: number
  /** Default: the runtime's clock. */
  readonly clock?: Clock
  /**
   * How long `slow` and `delay` hold a packet back, and `reorder` at most, in milliseconds.
   * Default: 100.
   */
  readonly milliseconds?: number
  /**
   * How many packets at the beginning of each life are left alone by probabilities. Default: 2, the
   * greeting of an actor that tells nothing while it starts; a fault that hits it fails the start.
   */
  readonly spared?: number
  /** The packets that faults happen to. Default: `both`. */
  readonly direction?: Direction | 'both'
  /** Hears of each fault as it is injected. */
  readonly onFault?: (injected: Injected) => void
}

/**
 * Faults on command. `crash`, `hang` and `slow` happen now, all others to the next packet; each to
 * the life that began last. Where none lives, nothing happens.
 */
export interface Faults {
  crash(): void
  hang(): void
  slow(milliseconds?: number): void
  drop(): void
  duplicate(): void
  reorder(): void
  corrupt(): void
  delay(): void
  /** How many of each kind were injected. */
  readonly counts: Readonly<Record<Fault, number>>
}

/** An isolate that things go wrong with. */
export interface FaultyIsolate extends Isolate {
  readonly faults: Faults
}

/**
 * Wraps any isolate so that it crashes, hangs and gets slow, and so that packets to and from it are
 * lost, doubled, swapped, damaged and late: with a probability, at certain packets, or on command.
 *
 * Packets are numbered, so Troupe takes a loss, a double, a swap and damage for what they are: the
 * line is broken and the incarnation crashes. What had not begun is delivered again; what may have
 * begun fails with `down`, or is delivered again to an `at-least-once` actor. A loss shows when the
 * next packet comes, or when the isolate ends; where it may be the last packet, a `stallTimeout` or
 * a deadline ends the wait.
 *
 * At most one fault happens to a packet. With `memory` and a simulated clock a run repeats itself exactly; real
 * isolates put packets together as their speed has it.
 *
 * @param isolate What runs the actor; its features stay what they are.
 * @throws {ActorError<'invalid-argument'>} A probability is not from 0 to 1.
 * @example
 * ```ts
 * import { actor, ask, child, memory, protocol, supervise } from '@troupe/core'
 * import { faulty } from '@troupe/core/testing'
 *
 * const Echo = protocol('echo', { say: ask<string, string>() })
 * const echo = actor(Echo, () => ({ say: (words) => words }))
 * const isolate = faulty(memory(echo), { seed: 7, duplicate: 0.01 })
 *
 * await using app = await supervise({ children: { echo: child(Echo, isolate) }, log: false })
 * isolate.faults.crash()
 * await app.children.echo.ask.say('still here') // => 'still here'
 * isolate.faults.counts.crash // => 1
 * ```
 */
export function faulty(isolate: Isolate, options: FaultyOptions = {}): FaultyIsolate {
  checkChances(options)
  const counts = Object.fromEntries(faultKinds.map((fault) => [fault, 0])) as Record<Fault, number>
  let latest: FaultyConnection | undefined
  let lives = 0
  const start = (context: StartContext): Connection => {
    const life = ++lives
    latest = lineTo(isolate, context, life, options, (injected) => {
      counts[injected.fault]++
      options.onFault?.(injected)
    })
    return latest
  }
  const inject = (fault: Fault, milliseconds?: number): void => {
    if (latest?.over === false) latest.inject(fault, milliseconds)
  }
  return {
    kind: isolate.kind,
    features: isolate.features,
    ...(isolate.host && { host: isolate.host }),
    start,
    faults: {
      crash: () => inject('crash'),
      hang: () => inject('hang'),
      slow: (milliseconds) => inject('slow', milliseconds),
      drop: () => inject('drop'),
      duplicate: () => inject('duplicate'),
      reorder: () => inject('reorder'),
      corrupt: () => inject('corrupt'),
      delay: () => inject('delay'),
      counts,
    },
  }
}

function lineTo(
  isolate: Isolate,
  context: StartContext,
  life: number,
  options: FaultyOptions,
  injected: (injected: Injected) => void,
): FaultyConnection {
  const { seed = 1, clock = systemClock, milliseconds = 100, direction = 'both' } = options
  const { spared = 2 } = options
  // Each life has numbers of its own, whatever the one before took.
  const random = seededRandom(seed + Math.imul(life, 0x9e3779b1))
  return new FaultyConnection(isolate, context, {
    clock,
    random,
    dice: new Dice(options, { life, spared, random }),
    milliseconds,
    directions: direction === 'both' ? ['in', 'out'] : [direction],
    injected: (fault, packet) => injected({ fault, life, packet }),
  })
}
