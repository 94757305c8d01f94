import type { Delivery } from '../actor/actor.ts'
import type { MailboxOptions } from '../actor/mailbox.ts'
import type { OperationKind } from '../protocol/protocol.ts'
import type { Chain } from './chain.ts'

/**
 * The whole wire protocol, in the order in which frames occur. A packet begins with its number on
 * this connection and direction, from 1 on without a gap, and with the number of its frames. A frame
 * begins with its code. Numbers are 32 bits long and little-endian; values are MessagePack.
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
  /** id, route, credit, how often it was in work before, attachments, length, value. */
  call: 10,
  /** id, attachments, length, value: the reason. */
  cancel: 11,
  /** id, items. */
  credit: 12,
  /** id, attachments, length, value. */
  input: 13,
  /** id. */
  inputEnd: 14,
  /** Before a call, where handlers wait for its answer. */
  chain: 15,
  /** Before a call that goes where none went before: what a number stands for from now on. */
  route: 16,

  // Its answers: callee to caller.
  /** id. */
  started: 20,
  /** id, attachments, length, value. */
  reply: 21,
  /** id, attachments, length, value: the error. */
  fail: 22,
  /** id, attachments, length, value. */
  item: 23,
  /** id. */
  end: 24,
  /** id, items. */
  inputCredit: 25,
  /** Before the answer, where the near side measures: how long the handler ran. */
  took: 26,

  // Beside the calls: far side to near side.
  log: 30,
  heartbeat: 31,
  /**
   * Whether silence is legal, and how many packets it had heard when it said so; only where the hello
   * says that it is watched.
   */
  activity: 32,
  /** Near side to far side: whether it wants to be told how long handlers run. */
  measure: 33,

  // Direct channels. Far side to near side: it asks an actor; has nothing on a channel any more.
  connect: 50,
  channelDrained: 51,
  // Near side to both far sides: a channel is there; is to run dry; ends as one of them does.
  channel: 52,
  channelDrain: 53,
  channelEnd: 54,

  // The stop, and the last frame of a life.
  stop: 40,
  bye: 41,
} as const

/**
 * The frames that are not of words only: attachments, length of the fields and length of the value;
 * the fields, which are an array; and the value, which is nothing for most.
 */
export type Frame =
  | [typeof code.hello, hello: Hello]
  | [typeof code.progress, phase: string, done: number, total: number | null]
  | [typeof code.ready, terms: Terms]
  | [typeof code.refused, phase: string]
  | [typeof code.chain, id: number, chain: Chain]
  | [
      typeof code.route,
      number: number,
      target: string,
      path: string,
      kind: OperationKind,
      operation: string,
    ]
  | [typeof code.took, id: number, milliseconds: number]
  | [typeof code.log, level: LogLevel, message: string]
  | [typeof code.heartbeat]
  | [typeof code.activity, activity: Activity, heard: number]
  | [typeof code.measure, measured: boolean]
  | [typeof code.connect, address: string]
  | [typeof code.channelDrained, channel: number]
  | [typeof code.channel, channel: number, role: ChannelRole]
  | [typeof code.channelDrain, channel: number]
  | [typeof code.channelEnd, channel: number, forced: boolean]
  | [typeof code.stop]
  | [typeof code.bye]

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
  /** Whether other isolates may reach it past its near side. Default: false. */
  readonly direct?: boolean
}

/** What an isolate has a channel for: to be asked, or to ask the actor at an address. */
export type ChannelRole =
  | { readonly role: 'callee' }
  | {
      readonly role: 'caller'
      readonly address: string
      readonly terms: Terms
      readonly mailbox: MailboxOptions
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
