import { actor, type ActorRef, ask, child, memory, protocol, supervise } from '@troupe/core'
import { compare, type Contender, type Running } from '../measure/compare.ts'
import { flood } from '../measure/flood.ts'
import { message, type Message } from '../message.ts'
import { isolateOf } from '../peers/troupe.ts'
import { type Benchmark, type Effort, type Figure, median, quantile } from '../result.ts'
import { Echo } from '../workers/echo.protocol.ts'
import { echo } from '../workers/work.ts'

const actors = [1, 10, 100, 1_000, 10_000]
const depths = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]

const Light = protocol('light', { echo: ask<Message, Message>() })
const light = actor(Light, () => ({ echo }))

/**
 * The same traffic spread over more and more actors, and more and more messages that wait for one.
 * The figure is the one of the largest number, the limit the best of the smaller ones.
 */
export const scale: readonly Benchmark[] = [
  {
    ids: ['scale/actors', 'scale-p99/actors'],
    run: (effort) => steps('actors', actors, startActors(effort.window), effort),
  },
  {
    ids: ['scale/queued', 'scale-p99/queued'],
    run: (effort) => steps('queued', depths, startQueued, effort),
  },
]

type Start = (count: number) => Promise<Running>

async function steps(
  of: 'actors' | 'queued',
  all: readonly number[],
  start: Start,
  { rounds, most = Infinity }: Effort,
): Promise<Figure[]> {
  const counts = all.filter((count) => count <= most)
  const contenders = counts.map((count): Contender => {
    const last = count === counts.at(-1)
    return { name: String(count), role: last ? 'troupe' : 'aside', start: () => start(count) }
  })
  const figures = await compare(
    [
      { id: `scale/${of}`, unit: 'asks/s', better: 'higher' },
      { id: `scale-p99/${of}`, unit: 'us', better: 'lower' },
    ],
    contenders,
    { rounds },
  )
  return figures.map((figure) => ({ ...figure, limit: bestOf(figure) }))
}

/** The rounds of the best of the smaller numbers. */
function bestOf({ better, asides }: Figure): readonly number[] {
  const sign = better === 'higher' ? -1 : 1
  return Object.values(asides).toSorted((a, b) => sign * (median(a) - median(b)))[0]!
}

/** A thousand asks under way, each to the next actor; p99 of how long one takes. */
function startActors(window: number): Start {
  return async (count) => {
    const names = Array.from({ length: count }, (_, n) => `light-${n}`)
    const children = Object.fromEntries(names.map((name) => [name, child(Light, memory(light))]))
    const app = await supervise({ children, log: false })
    const refs = names.map((name) => app.children[name]!)
    const sample = async (): Promise<readonly number[]> => {
      const times: number[] = []
      let next = 0
      const one = async (): Promise<void> => {
        const asked = performance.now()
        await refs[next++ % count]!.ask.echo(message)
        times.push((performance.now() - asked) * 1_000)
      }
      return [await flood(one, window), quantile(times, 0.99)]
    }
    return { sample, stop: () => app.stop() }
  }
}

/** Answers between two marks of time. */
const stretch = 100

/** So many asks wait for one actor in a thread; p99 of the time from one answer to the next. */
async function startQueued(count: number): Promise<Running> {
  const mailbox = { capacity: 2 * count + 1, bytes: Infinity }
  const app = await supervise({
    children: { echo: child(Echo, isolateOf('thread', 'echo'), { mailbox }) },
    deadline: Infinity,
    log: false,
  })
  const { echo: target } = app.children
  // Few at a time are emptied often, so that every sample has as many answers.
  const repeats = Math.max(1, Math.ceil(10_000 / count))
  const sample = async (): Promise<readonly number[]> => {
    const gaps: number[] = []
    const begun = performance.now()
    for (let n = 0; n < repeats; n++) await empty(target, count, gaps)
    const rate = (repeats * count * 1_000) / (performance.now() - begun)
    return [rate, quantile(gaps, 0.99)]
  }
  return { sample, stop: () => app.stop() }
}

async function empty(target: ActorRef<typeof Echo>, count: number, gaps: number[]): Promise<void> {
  let left = count
  let answered = 0
  let last = performance.now()
  await new Promise<void>((resolve, reject) => {
    const take = (): void => {
      if (++answered % stretch === 0 || answered === count) {
        const now = performance.now()
        gaps.push(((now - last) * 1_000) / (answered % stretch || stretch))
        last = now
      }
      if (--left === 0) resolve()
    }
    for (let n = 0; n < count; n++) target.ask.echo(message).then(take, reject)
    last = performance.now()
  })
}
