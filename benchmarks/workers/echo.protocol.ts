import { ask, protocol, stream, tell } from '@troupe/core'
import type { Message } from '../message.ts'

/** What the benchmarks ask of an actor. */
export const Echo = protocol('echo', {
  /** Gives a message back. */
  echo: ask<Message, Message>(),
  /** Gives a tensor back, moved. */
  exchange: ask<Float32Array, Float32Array>(),
  /** Takes a tensor. */
  lengthOf: ask<Float32Array, number>(),
  /** So many items of 1 KiB. */
  items: stream<number, Uint8Array>(),
  /** Takes a message. */
  take: tell<Message>(),
})
