/**
 * A packet on a pipe: a header, the lengths of its attachments, its bytes, and each attachment as a
 * segment of its own. All numbers are little-endian.
 *
 * header: magic (4 bytes), length of the bytes (4), number of attachments (4).
 * lengths: one double each, because an attachment may be longer than 4 GiB.
 */
export const wire = {
  magic: 0x50555254,
  header: 12,
  length: 8,
  mostAttachments: 1_000_000,
} as const

/** File descriptors of a child beside the standard ones. */
export const descriptor = {
  /** Packets to the child. */
  input: 3,
  /** Packets from the child. */
  output: 4,
  /** Ends with the parent; carries words from the child. */
  lifeline: 5,
} as const

/**
 * What a child says on its lifeline, each with a line break. `up`: the far side runs and will say
 * in band whatever goes wrong. `out-of-memory`: it was ended for what it occupies.
 */
export type ChildWord = 'up' | 'out-of-memory'
