import type { Contender, Heading } from '../../measure/compare.ts'
import type { Effort } from '../../result.ts'

/** A comparison of the page, as whoever runs it sees it. */
export interface Offer {
  readonly headings: readonly Heading[]
  readonly contenders: readonly Pick<Contender, 'name' | 'role'>[]
}

/** One contender of a comparison: their places in the offers. */
export interface Which {
  readonly comparison: number
  readonly contender: number
}

/** What the runner calls from outside. */
export interface Messages {
  /** Everything that can be compared, and prepares it. */
  offers(effort: Effort): readonly Offer[]
  start(which: Which): Promise<void>
  sample(which: Which): Promise<readonly number[]>
  stop(which: Which): Promise<void>
}

declare global {
  var messages: Messages
}
