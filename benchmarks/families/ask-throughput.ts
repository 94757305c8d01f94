import type { Comparison } from '../measure/compare.ts'
import { flood, inFlight } from '../measure/flood.ts'
import { message } from '../message.ts'
import { floodRaw } from '../raw/near.ts'
import { actorsAndPeers, raw, rings } from './contenders.ts'
import type { Place } from './place.ts'

const batches = 8

/** How many small messages one isolate answers in a second, with 1,000 under way. */
export function askThroughput(place: Place): Comparison {
  return {
    headings: [{ id: `ask-throughput/${place.kind}`, unit: 'asks/s', better: 'higher' }],
    contenders: ({ window }) => [
      ...actorsAndPeers(place, 'isolates', () => async (running) => [
        await flood(() => running.echo(message), window),
      ]),
      raw(place, 'in batches', 'limit', () => async (line) => {
        const size = inFlight / batches
        return [await floodRaw(line, message, { batches, size, milliseconds: window })]
      }),
      raw(place, 'one message each', 'aside', () => async (line) => {
        const each = { batches: inFlight, size: 1, milliseconds: window }
        return [await floodRaw(line, message, each)]
      }),
      ...rings(place, 'in batches', () => async (line) => {
        const size = inFlight / batches
        return [await floodRaw(line, message, { batches, size, milliseconds: window })]
      }),
      ...(place.erlang?.(async (otp) => [await otp.measure('flood', window)]) ?? []),
    ],
  }
}
