import { ask, protocol } from '@troupe/core'
import type { Message } from '../message.ts'

/** An echo that is told nothing: what has a `tell` is reached through the app. */
export const Mirror = protocol('mirror', {
  /** Gives a message back. */
  echo: ask<Message, Message>(),
})
