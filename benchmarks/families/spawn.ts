import { compare, type Contender } from '../measure/compare.ts'
import { message } from '../message.ts'
import type { IsolateKind, RunningPeer } from '../peers/peer.ts'
import { peers } from '../peers/peers.ts'
import { startTroupe } from '../peers/troupe.ts'
import { startBare } from '../raw/bare.ts'
import type { Benchmark } from '../result.ts'
import { kinds } from './contenders.ts'

type Begin = () => Promise<Pick<RunningPeer, 'echo' | 'stop'>>

/** From the start of an isolate to its first answer; the limit loads the same module, bare. */
export const spawn: readonly Benchmark[] = kinds.map((kind) => ({
  ids: [`spawn/${kind}`],
  run: ({ rounds }) =>
    compare(
      [{ id: `spawn/${kind}`, unit: 'ms', better: 'lower' }],
      [
        contender('troupe', 'troupe', () => startTroupe(kind, 'messages')),
        contender('bare', 'limit', async () => startBare(kind)),
        ...starting(kind),
      ],
      { rounds },
    ),
}))

function starting(kind: IsolateKind): Contender[] {
  return peers
    .filter(({ isolates }) => isolates.includes(kind))
    .map(({ name, load }) => contender(name, 'peer', async () => (await load())(kind, 'messages')))
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
