import { erlangName } from '../peers/erlang.ts'
import type { Result } from '../result.ts'

/** What a figure is to reach. */
export interface Target {
  readonly words: string
  met(result: Result): boolean
}

const isErlang = (name: string): boolean => name === erlangName

/** Better than the best JavaScript peer by this factor. */
function bestPeer(factor: number): Target {
  return {
    words: factor === 1 ? 'no worse than the best peer' : `${factor} x the best peer`,
    met: (result) =>
      beats(
        result,
        Object.entries(result.peers).filter(([name]) => !isErlang(name)),
        factor,
      ),
  }
}

const otp: Target = {
  words: 'ahead of Erlang/OTP',
  met: (result) =>
    beats(
      result,
      Object.entries(result.peers).filter(([name]) => isErlang(name)),
      1,
    ),
}

function beats(
  { troupe, better }: Result,
  peers: readonly [string, number][],
  factor: number,
): boolean {
  return peers.every(([, value]) =>
    better === 'higher' ? troupe >= factor * value : troupe <= value / factor,
  )
}

/** Within this factor of what the machine gives. */
function limit(factor: number): Target {
  return {
    words: `${factor} x the limit`,
    met: ({ troupe, limit: most, better }) =>
      better === 'higher' ? troupe >= factor * most : troupe <= factor * most,
  }
}

function all(...targets: readonly Target[]): Target {
  return {
    words: targets.map(({ words }) => words).join(', '),
    met: (result) => targets.every((target) => target.met(result)),
  }
}

const targets: Readonly<Record<string, Target>> = {
  'ask-throughput/thread': bestPeer(5),
  'ask-throughput/subprocess': all(bestPeer(4), otp),
  'ask-throughput/worker': bestPeer(5),
  'ask-latency/thread': all(bestPeer(1), limit(1.25)),
  'ask-latency/worker': all(bestPeer(1), limit(1.25)),
  'ask-latency-p99/thread': all(bestPeer(1), limit(1.25)),
  'ask-latency-p99/worker': all(bestPeer(1), limit(1.25)),
  'ask-latency/subprocess': all(limit(1.25), otp),
  'ask-latency-p99/subprocess': all(limit(1.25), otp),
  'tell-throughput/memory': bestPeer(1),
  'tensor-roundtrip/thread': limit(1.3),
  'tensor-roundtrip/worker': limit(1.3),
  'tensor-throughput/subprocess': limit(0.8),
  'stream/thread': bestPeer(5),
  'stream/subprocess': bestPeer(5),
  'stream/worker': bestPeer(5),
  'direct/thread': limit(0.9),
  'direct/subprocess': limit(0.9),
  'direct/worker': limit(0.9),
  'cancel-latency/thread': limit(2),
  'cancel-latency/subprocess': limit(2),
  'cancel-latency/worker': limit(2),
  'cancel-turns/queued': { words: 'in the same turn', met: ({ troupe }) => troupe === 0 },
  'spawn/thread': limit(1.15),
  'spawn/subprocess': limit(1.15),
  'spawn/worker': limit(1.15),
  'memory-per-actor/light': {
    words: 'ahead of nact',
    met: ({ troupe, peers }) => troupe <= (peers['nact'] ?? Infinity),
  },
  'memory-per-actor/thread': limit(1.1),
  'memory-per-actor/subprocess': limit(1.1),
  'inference-overhead/thread': limit(0.97),
  'inference-overhead/subprocess': limit(0.97),
  'inspection-overhead/thread': limit(0.97),
  'scale/actors': limit(0.8),
  'scale-p99/actors': limit(1.2),
  'scale/queued': limit(0.8),
  'scale-p99/queued': limit(1.2),
}

/** What a figure is to reach, where anything was said of it. */
export function targetOf(id: string): Target | undefined {
  return targets[id]
}
