import { ask, protocol, type } from '@troupe/core'

/** How many mails were judged. */
export interface Counts {
  readonly spam: number
  readonly wanted: number
}

/** Judges mails, and keeps count across crashes and restarts. */
export const MailJudge = protocol(
  'mail-judge',
  {
    /** Whether it is spam. It is counted when this is answered. */
    judge: ask<string, boolean>(),
    counts: ask<void, Counts>(),
  },
  { options: type<{ file: string }>() },
)
