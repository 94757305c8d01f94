import { ask, protocol } from '@troupe/core/actor'

/** Whether a mail is spam. */
export interface Verdict {
  readonly spam: boolean
  /** That it is spam, between 0 and 1; calibrated on mails that the model was not trained on. */
  readonly probability: number
}

/**
 * Tells spam from wanted mail by the words of its text. Headers, attachments and mark-up play no
 * part, so it completes checks of senders and links and replaces none of them.
 *
 * Trained on the public corpus of SpamAssassin: English mail of 2002 and 2003, its wanted mail mostly
 * from mailing lists and newsletters. Its words have aged: expect today's phishing to be missed more
 * often, and receipts, notifications and marketing that somebody asked for to be taken for spam more
 * often, than the figures in `models/spam/report.json` say. Texts of a few words, or in another
 * language, tell it little. Let it sort mail, not delete it. Where it decides about people's mail,
 * train it again on theirs (`scripts/train-spam.ts`), and compare `probability` with a threshold of
 * your own.
 *
 * @example
 * ```ts
 * import { Spam } from '@troupe/models/spam'
 *
 * Spam.fingerprint // => 'spam(judge:ask)'
 * ```
 */
export const Spam = protocol('spam', {
  /**
   * Judges one mail: its raw source (headers and MIME parts; bytes, or a string), or the plain text
   * or HTML of its body. `spam` is whether the probability is at least 0.5. Of a mail's parts the
   * first 1,000 are read, of its text the first 50,000 characters.
   */
  judge: ask<{ mail: string | Uint8Array }, Verdict>(),
})
