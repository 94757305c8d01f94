import { askLatency } from '../../families/ask-latency.ts'
import { askThroughput } from '../../families/ask-throughput.ts'
import { cancelRunning } from '../../families/cancel-latency.ts'
import { direct } from '../../families/direct.ts'
import { spawn } from '../../families/spawn.ts'
import { streams } from '../../families/streams.ts'
import { tensorRoundtrip } from '../../families/tensors.ts'
import type { Contender, Running } from '../../measure/compare.ts'
import type { Which } from './offer.ts'
import { place } from './place.ts'

const comparisons = [
  askThroughput,
  askLatency,
  tensorRoundtrip,
  streams,
  direct,
  cancelRunning,
  spawn,
].map((family) => family(place))

let contenders: readonly (readonly Contender[])[] = []
const running = new Map<Contender, Running>()

function contenderOf({ comparison, contender }: Which): Contender {
  return contenders[comparison]![contender]!
}

globalThis.messages = {
  offers(effort) {
    if (!crossOriginIsolated) throw new Error('The clock of this page is too coarse')
    contenders = comparisons.map((comparison) => comparison.contenders(effort))
    return comparisons.map(({ headings }, n) => ({
      headings,
      contenders: contenders[n]!.map(({ name, role }) => ({ name, role })),
    }))
  },
  async start(which) {
    const contender = contenderOf(which)
    running.set(contender, await contender.start())
  },
  sample(which) {
    globalThis.gc?.()
    return running.get(contenderOf(which))!.sample()
  },
  async stop(which) {
    await running.get(contenderOf(which))!.stop()
  },
}
