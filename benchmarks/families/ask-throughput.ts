import { compare } from '../measure/compare.ts'
import { flood, inFlight } from '../measure/flood.ts'
import { message } from '../message.ts'
import { erlang } from '../peers/erlang.ts'
import { floodRaw } from '../raw/near.ts'
import type { Benchmark } from '../result.ts'
import { actorsAndPeers, kinds, raw } from './contenders.ts'

const batches = 8

/** How many small messages one isolate answers in a second, with 1,000 under way. */
export const askThroughput: readonly Benchmark[] = kinds.map((kind) => ({
  ids: [`ask-throughput/${kind}`],
  run: ({ rounds, window }) =>
    compare(
      [{ id: `ask-throughput/${kind}`, unit: 'asks/s', better: 'higher' }],
      [
        ...actorsAndPeers(kind, 'isolates', () => async (running) => [
          await flood(() => running.echo(message), window),
        ]),
        raw(kind, 'in batches', 'limit', () => async (line) => {
          const size = inFlight / batches
          return [await floodRaw(line, message, { batches, size, milliseconds: window })]
        }),
        raw(kind, 'one message each', 'aside', () => async (line) => {
          const each = { batches: inFlight, size: 1, milliseconds: window }
          return [await floodRaw(line, message, each)]
        }),
        ...(kind === 'subprocess'
          ? erlang(async (otp) => [await otp.measure('flood', window)])
          : []),
      ],
      { rounds },
    ),
}))
