import type { Comparison, Contender } from '../measure/compare.ts'
import { message } from '../message.ts'
import type { RunningPeer } from '../peers/peer.ts'
import type { Place } from './place.ts'

type Begin = () => Promise<Pick<RunningPeer, 'echo' | 'stop'>>

/** From the start of an isolate to its first answer; the limit loads the same module, bare. */
export function spawn({ kind, startTroupe, startBare, peers }: Place): Comparison {
  return {
    headings: [{ id: `spawn/${kind}`, unit: 'ms', better: 'lower' }],
    contenders: () => [
      contender('troupe', 'troupe', () => startTroupe(kind, 'messages')),
      contender('bare', 'limit', async () => startBare()),
      ...peers
        .filter(({ isolates }) => isolates.includes(kind))
        .map(({ name, load }) =>
          contender(name, 'peer', async () => (await load())(kind, 'messages')),
        ),
    ],
  }
}

function contender(name: string, role: Contender['role'], begin: Begin): Contender {
  const sample = async (): Promise<readonly number[]> => {
    const begun = performance.now()
    const running = await begin()
    await running.echo(message)
    const answered = performance.now()
    await running.stop()
    return [answered - begun]
  }
  return { name, role, start: async () => ({ sample, stop: async () => {} }) }
}
