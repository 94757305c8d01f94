import { compare } from '../measure/compare.ts'
import { pace } from '../measure/pace.ts'
import { message } from '../message.ts'
import { erlang } from '../peers/erlang.ts'
import { echoRaw } from '../raw/near.ts'
import type { Benchmark } from '../result.ts'
import { actorsAndPeers, kinds, raw } from './contenders.ts'

/** How long one ask takes while nothing else is under way: median and p99. */
export const askLatency: readonly Benchmark[] = kinds.map((kind) => {
  const ids = [`ask-latency/${kind}`, `ask-latency-p99/${kind}`]
  return {
    ids,
    run: ({ rounds, window }) =>
      compare(
        ids.map((id) => ({ id, unit: 'us', better: 'lower' })),
        [
          ...actorsAndPeers(
            kind,
            'isolates',
            () => (running) => pace(() => running.echo(message), window),
          ),
          raw(kind, 'one message each', 'limit', () => (line) => {
            return pace(() => echoRaw(line, message), window)
          }),
          ...(kind === 'subprocess'
            ? erlang(async (otp) => [
                await otp.measure('median', window),
                await otp.measure('p99', window),
              ])
            : []),
        ],
        { rounds },
      ),
  }
})
