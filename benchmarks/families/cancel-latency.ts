import type { Comparison } from '../measure/compare.ts'
import { quantileOfTimes } from '../measure/quantile-of-times.ts'
import { arrivalRaw } from '../raw/near.ts'
import { now } from '../raw/now.ts'
import { raw } from './contenders.ts'
import type { Place } from './place.ts'
import { startWaiter, type WaiterRef } from './waiter.ts'

/** From the abort until a running handler hears of it; the limit is a bare message, one way. */
export function cancelRunning(place: Place): Comparison {
  return {
    headings: [{ id: `cancel-latency/${place.kind}`, unit: 'us', better: 'lower' }],
    contenders: ({ window }) => [
      {
        name: 'troupe',
        role: 'troupe',
        async start() {
          const { waiter, stop } = await startWaiter(place.isolateOf('waiter'))
          return { sample: async () => [await repeat(() => cancel(waiter), window)], stop }
        },
      },
      raw(place, 'one way', 'limit', () => async (line) => {
        const oneWay = async (): Promise<number> => {
          const sent = now()
          return (await arrivalRaw(line)) - sent
        }
        return [await repeat(oneWay, window)]
      }),
    ],
  }
}

async function repeat(measure: () => Promise<number>, milliseconds: number): Promise<number> {
  const times: number[] = []
  const end = performance.now() + milliseconds
  while (performance.now() < end || times.length < 10) times.push(await measure())
  return quantileOfTimes(times, 0.5)
}

async function cancel(waiter: WaiterRef): Promise<number> {
  const controller = new AbortController()
  const waiting = waiter.ask.wait(undefined, { signal: controller.signal }).catch(() => {})
  await waiter.ask.waits()
  const aborted = now()
  controller.abort()
  await waiting
  return (await waiter.ask.cancelledAt()) - aborted
}
