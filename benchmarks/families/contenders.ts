import type { Contender } from '../measure/compare.ts'
import type { Peer, RunningPeer, StartPeer } from '../peers/peer.ts'
import type { NearLine } from '../raw/line.ts'
import type { Place } from './place.ts'

type Sampling<Running> = (running: Running) => Promise<readonly number[]>

/**
 * Troupe, and all peers that can do the same.
 *
 * @param sampling Is called for each of them, so that it may keep something for one.
 */
export function actorsAndPeers(
  { kind, peers, startTroupe }: Place,
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
  { medium, startLine }: Place,
  name: string,
  role: 'limit' | 'aside',
  sampling: () => Sampling<NearLine>,
): Contender {
  return overLine(`${medium}, ${name}`, role, startLine, sampling)
}

/** The same over shared memory, where two can share it. */
export function rings(
  { startRing }: Place,
  name: string,
  sampling: () => Sampling<NearLine>,
): Contender[] {
  if (startRing === undefined) return []
  return [overLine(`rings of shared memory, ${name}`, 'aside', startRing, sampling)]
}

function overLine(
  name: string,
  role: Contender['role'],
  startLine: () => NearLine,
  sampling: () => Sampling<NearLine>,
): Contender {
  return {
    name,
    role,
    async start() {
      const line = startLine()
      const sample = sampling()
      return { sample: () => sample(line), stop: () => line.stop() }
    },
  }
}
