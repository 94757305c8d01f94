/** Everything that {@link faulty} can do to an isolate, in the order in which it is considered. */
export const faultKinds = [
  'crash',
  'hang',
  'slow',
  'drop',
  'duplicate',
  'reorder',
  'corrupt',
  'delay',
] as const

/**
 * What can go wrong with an isolate and the line to it.
 *
 * - `crash`: it is ended by force and nothing says why; the exit reason is `vanished`.
 * - `hang`: it freezes. Nothing reaches it and nothing comes from it, until it is killed.
 * - `slow`: from now on everything that crosses takes longer, in both directions.
 * - `drop`, `duplicate`, `reorder`, `corrupt`: a packet is lost, comes twice, comes after the next
 *   one, or comes damaged.
 * - `delay`: a packet, and what follows it, waits.
 */
export type Fault = (typeof faultKinds)[number]

/** Which way a packet goes: `in` to the actor, `out` from it. */
export type Direction = 'in' | 'out'

/** A fault that was injected. */
export interface Injected {
  readonly fault: Fault
  /** Which life of the isolate, from 1 on. */
  readonly life: number
  /** Which of its packets, from 1 on, both directions counted together; 0 before the first. */
  readonly packet: number
}

/**
 * When a fault happens: a probability from 0 to 1, taken anew for every packet; or the packets of a
 * life that it happens to, counted from 1 on, in every life or in one.
 */
export type When = number | { readonly packet: number | readonly number[]; readonly life?: number }
