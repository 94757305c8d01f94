import { type ActorRef, child, supervise } from '@troupe/core'
import { setTimeout as rest } from 'node:timers/promises'
import { compare, type Contender } from '../measure/compare.ts'
import { isolateOf } from '../peers/troupe.ts'
import { arrivalRaw } from '../raw/near.ts'
import { now } from '../raw/now.ts'
import { type Benchmark, median } from '../result.ts'
import { Waiter } from '../workers/waiter.protocol.ts'
import { kinds, raw } from './contenders.ts'

/**
 * From the abort until a running handler hears of it; the limit is a bare message, one way. Both go
 * to a side that has come to rest, as one has whose handler waits.
 */
export const cancelRunning: readonly Benchmark[] = kinds.map((kind) => ({
  ids: [`cancel-latency/${kind}`],
  run: ({ rounds, window }) =>
    compare(
      [{ id: `cancel-latency/${kind}`, unit: 'us', better: 'lower' }],
      [
        {
          name: 'troupe',
          role: 'troupe',
          async start() {
            const { waiter, stop } = await startWaiter(kind)
            return { sample: async () => [await repeat(() => cancel(waiter), window)], stop }
          },
        },
        raw(kind, 'one way', 'limit', () => async (line) => {
          const oneWay = async (): Promise<number> => {
            await atRest()
            const sent = now()
            return (await arrivalRaw(line)) - sent
          }
          return [await repeat(oneWay, window)]
        }),
      ],
      { rounds },
    ),
}))

/** Both sides have nothing to do any more, and sleep. */
const atRest = (): Promise<void> => rest(1)

type WaiterRef = ActorRef<typeof Waiter>

async function startWaiter(
  kind: 'thread' | 'subprocess',
): Promise<{ waiter: WaiterRef; stop: () => Promise<unknown> }> {
  const children = { waiter: child(Waiter, isolateOf(kind, 'waiter')) }
  const app = await supervise({ children, log: false })
  return { waiter: app.children.waiter, stop: () => app.stop() }
}

async function repeat(measure: () => Promise<number>, milliseconds: number): Promise<number> {
  const times: number[] = []
  const end = performance.now() + milliseconds
  while (performance.now() < end || times.length < 10) times.push(await measure())
  return median(times)
}

async function cancel(waiter: WaiterRef): Promise<number> {
  const controller = new AbortController()
  const waiting = waiter.ask.wait(undefined, { signal: controller.signal }).catch(() => {})
  await waiter.ask.waits()
  await atRest()
  const aborted = now()
  controller.abort()
  await waiting
  return (await waiter.ask.cancelledAt()) - aborted
}

/** How many asks that still wait are cancelled in one sample. */
const queued = 200

/**
 * From the abort until the caller of an ask that still waits is told, and how many turns of the
 * event loop pass meanwhile. The limit is a promise that a bare listener of the signal rejects.
 */
export const cancelQueued: Benchmark = {
  ids: ['cancel-latency/queued', 'cancel-turns/queued'],
  run: ({ rounds }) =>
    compare(
      [
        { id: 'cancel-latency/queued', unit: 'us', better: 'lower' },
        { id: 'cancel-turns/queued', unit: 'turns', better: 'lower' },
      ],
      [queuedAsks, bareListener],
      { rounds },
    ),
}

const queuedAsks: Contender = {
  name: 'troupe',
  role: 'troupe',
  async start() {
    const { waiter, stop } = await startWaiter('thread')
    const sample = async (): Promise<readonly number[]> => {
      const running = new AbortController()
      const { signal } = running
      const blocking = Array.from({ length: 2 }, () => waiter.ask.wait(undefined, { signal }))
      const figures = await abortEach((given) => waiter.ask.wait(undefined, { signal: given }))
      running.abort()
      await Promise.allSettled(blocking)
      return figures
    }
    return { sample, stop }
  },
}

const bareListener: Contender = {
  name: 'a bare listener',
  role: 'limit',
  start: async () => ({
    sample: () =>
      abortEach(
        (signal) =>
          new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error()))),
      ),
    stop: async () => {},
  }),
}

/** Aborts calls that wait behind others, each by itself: median time, and most turns. */
async function abortEach(
  call: (signal: AbortSignal) => Promise<unknown>,
): Promise<[microseconds: number, turns: number]> {
  const calls = Array.from({ length: queued }, () => {
    const controller = new AbortController()
    return { controller, told: call(controller.signal).catch(() => performance.now()) }
  })
  // What can leave for the isolate has left.
  await new Promise((resolve) => setTimeout(resolve, 5))
  const times: number[] = []
  let most = 0
  for (const { controller, told } of calls.toReversed()) {
    let turns = 0
    let timer = setImmediate(function count() {
      turns++
      timer = setImmediate(count)
    })
    const aborted = performance.now()
    controller.abort()
    times.push(((await told) as number) - aborted)
    clearImmediate(timer)
    most = Math.max(most, turns)
  }
  return [median(times) * 1_000, most]
}
