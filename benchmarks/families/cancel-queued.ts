import type { Comparison, Contender } from '../measure/compare.ts'
import { isolateOf } from '../peers/troupe.ts'
import { median } from '../result.ts'
import { startWaiter } from './waiter.ts'

/** How many asks that still wait are cancelled in one sample. */
const queued = 200

/**
 * From the abort until the caller of an ask that still waits is told, and how many turns of the
 * event loop pass meanwhile. The limit is a promise that a bare listener of the signal rejects.
 */
export const cancelQueued: Comparison = {
  headings: [
    { id: 'cancel-latency/queued', unit: 'us', better: 'lower' },
    { id: 'cancel-turns/queued', unit: 'turns', better: 'lower' },
  ],
  contenders: () => [queuedAsks, bareListener],
}

const queuedAsks: Contender = {
  name: 'troupe',
  role: 'troupe',
  async start() {
    const { waiter, stop } = await startWaiter(isolateOf('thread', 'waiter'))
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
