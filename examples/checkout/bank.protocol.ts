import { ask, protocol, tell } from '@troupe/core'

/** Takes money, once for each order. */
export const Bank = protocol('bank', {
  /** Charges when the customer has approved, and answers with the receipt. */
  charge: ask<{ order: string; amount: number }, string>(),
  /** The customer approves what she is asked for. */
  approve: tell<{ order: string }>(),
  /** What was charged in all. */
  total: ask<void, number>(),
})
