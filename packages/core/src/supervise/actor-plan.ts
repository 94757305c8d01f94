import type { MailboxOptions } from '../actor/mailbox.ts'
import type { Isolate } from '../isolate/isolate.ts'
import type { AnyProtocol } from '../protocol/protocol.ts'
import type { Encoded } from '../wire/codec.ts'
import type { Terms } from '../wire/frame.ts'
import type { ChildSpec } from './spec.ts'
import { type Patience, watches } from './stall-watch.ts'

/** What makes one actor of a tree. */
export interface ActorPlan {
  readonly protocol: AnyProtocol
  readonly isolate: Isolate
  readonly spec: ChildSpec
  readonly options: Encoded
  readonly mailbox: MailboxOptions
  readonly allowThread: boolean
  /** How long it may give no sign of life. */
  readonly patience: Patience
  /** How many spares are kept. */
  readonly standby: number
  /** Overrides what the actor itself says. */
  readonly terms: Partial<Terms>
}

/** The terms of those that override nothing. */
export const agreed: Partial<Terms> = {}

/** Channels neither make room in a mailbox by other means than refusal, nor tell of stalls. */
export function takesChannels({ isolate, mailbox, patience }: ActorPlan): boolean {
  const refuses = (mailbox.overflow ?? 'reject') === 'reject'
  return refuses && !watches(patience) && isolate.features.channels === true
}
