import type { Contender } from '../measure/compare.ts'
import type { IsolateKind, Peer, RunningPeer, StartPeer } from '../peers/peer.ts'
import { peers } from '../peers/peers.ts'
import { startTroupe } from '../peers/troupe.ts'
import type { NearLine } from '../raw/line.ts'
import { rawProcess } from '../raw/pipe.ts'
import { rawThread } from '../raw/thread.ts'

export const kinds: readonly IsolateKind[] = ['thread', 'subprocess']

type Sampling<Running> = (running: Running) => Promise<readonly number[]>

/**
 * Troupe, and all peers that can do the same.
 *
 * @param sampling Is called for each of them, so that it may keep something for one.
 */
export function actorsAndPeers(
  kind: IsolateKind,
  can: 'isolates' | 'moves' | 'streams' | 'tensors',
  sampling: () => Sampling<RunningPeer>,
): Contender[] {
  const able = peers.filter((peer: Peer) => peer[can]?.includes(kind))
  const contender = (name: string, role: 'troupe' | 'peer', start: StartPeer): Contender => ({
    name,
    role,
    async start() {
      const running = await start(kind, can === 'isolates' ? 'messages' : 'binary')
      const sample = sampling()
      return { sample: () => sample(running), stop: () => running.stop() }
    },
  })
  return [
    contender('troupe', 'troupe', startTroupe),
    ...able.map(({ name, load }) =>
      contender(name, 'peer', async (...plan) => (await load())(...plan)),
    ),
  ]
}

/** What the machine gives without anything on it. */
export function raw(
  kind: IsolateKind,
  name: string,
  role: 'limit' | 'aside',
  sampling: () => Sampling<NearLine>,
): Contender {
  return {
    name: `${kind === 'thread' ? 'postMessage' : 'pipe'}, ${name}`,
    role,
    async start() {
      const line = kind === 'thread' ? rawThread() : rawProcess()
      const sample = sampling()
      return { sample: () => sample(line), stop: () => line.stop() }
    },
  }
}
