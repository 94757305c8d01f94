import type { Message } from '../message.ts'

/** A library as the benchmarks see it. */
export interface Peer {
  /** Its name on npm. */
  readonly name: string
  readonly isolates: readonly IsolateKind[]
  /** What else it can do than echo, and where. */
  readonly moves?: readonly IsolateKind[]
  readonly streams?: readonly IsolateKind[]
  readonly tensors?: readonly IsolateKind[]
  load(): Promise<StartPeer>
}

export type IsolateKind = 'thread' | 'subprocess' | 'worker'

/** Starts one isolate, with the settings that its library recommends for speed. */
export type StartPeer = (kind: IsolateKind, load: Load) => Promise<RunningPeer>

/** What it is to carry, where a library has to know that at the start. */
export type Load = 'messages' | 'binary'

/** A library at work: one isolate. */
export interface RunningPeer {
  echo(message: Message): Promise<unknown>
  /** Moves a tensor there and back. */
  exchange?(tensor: Float32Array<ArrayBuffer>): Promise<Float32Array<ArrayBuffer>>
  /** Sends a tensor as a copy, and hears that it is there. */
  lengthOf?(tensor: Float32Array<ArrayBuffer>): Promise<number>
  /** Calls `take` with each of so many items of 1 KiB. */
  items?(count: number, take: (item: Uint8Array) => void): Promise<void>
  stop(): Promise<unknown>
}
