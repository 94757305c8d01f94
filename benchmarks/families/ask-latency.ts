import type { Comparison } from '../measure/compare.ts'
import { pace } from '../measure/pace.ts'
import { message } from '../message.ts'
import { echoRaw } from '../raw/near.ts'
import { actorsAndPeers, raw, rings } from './contenders.ts'
import type { Place } from './place.ts'

/** How long one ask takes while nothing else is under way: median and p99. */
export function askLatency(place: Place): Comparison {
  return {
    headings: [
      { id: `ask-latency/${place.kind}`, unit: 'us', better: 'lower' },
      { id: `ask-latency-p99/${place.kind}`, unit: 'us', better: 'lower' },
    ],
    contenders: ({ window }) => [
      ...actorsAndPeers(
        place,
        'isolates',
        () => (running) => pace(() => running.echo(message), window),
      ),
      raw(place, 'one message each', 'limit', () => (line) => {
        return pace(() => echoRaw(line, message), window)
      }),
      ...rings(place, 'one message each', () => (line) => {
        return pace(() => echoRaw(line, message), window)
      }),
      ...(place.erlang?.(async (otp) => [
        await otp.measure('median', window),
        await otp.measure('p99', window),
      ]) ?? []),
    ],
  }
}
