import type { Delivery } from '../actor/actor.ts'
import type { OperationKind } from '../protocol/protocol.ts'
import type { Chain } from './chain.ts'

/**
 * The whole wire protocol, in the order in which frames occur. A packet is a MessagePack array: its
 * number on this connection and direction, from 1 on without a gap, and its frames; a frame is an
 * array that begins with its code.
 *
 * Either side may call the other: the app calls the actor, and the actor calls through refs that it
 * was sent. An `id` is chosen by the caller and means something on one connection only.
 */
export const code = {
  // The start: near side to far side, and its answer.
  hello: 1,
  progress: 2,
  ready: 3,
  refused: 4,

  // A call: caller to callee.
  call: 10,
  cancel: 11,
  credit: 12,
  input: 13,
  inputEnd: 14,
  /** Before a call, where handlers wait for its answer. */
  chain: 15,

  // Its answers: callee to caller.
  started: 20,
  reply: 21,
  fail: 22,
  item: 23,
  end: 24,
  inputCredit: 25,

  // Beside the calls: far side to near side.
  log: 30,
  heartbeat: 31,
  /** Whether silence is legal; only where the hello says that it is watched. */
  activity: 32,

  // The stop, and the last frame of a life.
  stop: 40,
  bye: 41,
} as const

/** MessagePack bytes of one value inside a frame, and how many of the packet's attachments are its. */
export type Body = [bytes: Uint8Array, attachments: number]

export type Frame =
  | [typeof code.hello, hello: Hello, options: Uint8Array, attachments: number]
  | [typeof code.progress, phase: string, done: number, total: number | null]
  | [typeof code.ready, terms: Terms]
  | [typeof code.refused, phase: string, error: Uint8Array, attachments: number]
  | [
      typeof code.call,
      id: number,
      target: string,
      kind: OperationKind,
      operation: string,
      credit: number,
      redelivered: number,
      ...Body,
    ]
  | [typeof code.cancel, id: number, ...Body]
  | [typeof code.credit, id: number, items: number]
  | [typeof code.input, id: number, ...Body]
  | [typeof code.inputEnd, id: number]
  | [typeof code.chain, id: number, chain: Chain]
  | [typeof code.started, id: number]
  | [typeof code.reply, id: number, ...Body]
  | [typeof code.fail, id: number, ...Body]
  | [typeof code.item, id: number, ...Body]
  | [typeof code.end, id: number]
  | [typeof code.inputCredit, id: number, items: number]
  | [typeof code.log, level: LogLevel, message: string, ...Body]
  | [typeof code.heartbeat]
  | [typeof code.activity, activity: Activity]
  | [typeof code.stop]
  | [typeof code.bye, ...Body]

/**
 * What an actor does that has work: its handlers run, all of them wait for their readers or for input,
 * or native code runs, which cannot give signs of life.
 */
export type Activity = 'working' | 'waiting' | 'native'

/** How much a log line matters. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** What an actor's definition asks of its near side. */
export interface Terms {
  readonly delivery: Delivery
  readonly maxDeliveries: number
  /** How many messages may be on the other side. */
  readonly window: number
  /** How many of these can be in work; all others wait there. Default: all. */
  readonly concurrency?: number
}

/** What a far side must know before it runs an actor's setup. */
export interface Hello {
  /** Version of this page. */
  readonly version: 1
  readonly fingerprint: string
  readonly path: string
  readonly address: string
  readonly incarnation: string
  /** Whether the isolate may be interrupted inside native code, or the app said so. */
  readonly allowNative: boolean
  /** How many attempts before this one failed with `attempt-failed`. Default: 0. */
  readonly attempt?: number
  /** Whether the near side watches for stalls and wants to be told what the actor does. */
  readonly watched?: boolean
}
