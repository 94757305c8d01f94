import type { Isolate } from '@troupe/core'
import type { Contender } from '../measure/compare.ts'
import type { Otp } from '../peers/erlang.ts'
import type { IsolateKind, Peer, RunningPeer, StartPeer } from '../peers/peer.ts'
import type { Bare } from '../raw/bare.ts'
import type { NearLine } from '../raw/line.ts'
import type { Party, Port } from '../workers/comlink-party.ts'

/** A kind of isolate, with everything that can be compared there. */
export interface Place {
  readonly kind: IsolateKind
  readonly startTroupe: StartPeer
  readonly peers: readonly Peer[]
  /** What the machine gives there. */
  readonly medium: 'postMessage' | 'pipe'
  /** An isolate with one of the actors of the benchmarks. */
  isolateOf(actor: 'echo' | 'mirror' | 'caller' | 'waiter'): Isolate
  /** An isolate that answers over the bare medium. */
  startLine(): NearLine
  /** The same over shared memory, where two can share it. */
  startRing?(): NearLine
  /** An isolate that loads the module of an actor, and nothing else. */
  startBare(): Pick<Bare, 'echo' | 'stop'>
  /** Computes for so many milliseconds, beside the app's thread. */
  spin(milliseconds: number): Promise<unknown>
  /** Two isolates of comlink that can be given the ends of a channel, where it has any. */
  startParties?(): Parties
  /** Erlang, where it plays the same part. */
  erlang?(sampling: (otp: Otp) => Promise<readonly number[]>): Contender[]
}

/** One whose isolates can be given buffers. */
export interface MovingPlace extends Place {
  /** An isolate that moves back what is moved to it. */
  startMover(): Required<Pick<RunningPeer, 'exchange' | 'stop'>>
}

export interface Parties {
  readonly asking: Party
  readonly answering: Party
  give(port: Port): Port
  stop(): Promise<unknown>
}
