/**
 * A packet on a pipe: a header, where its attachments are, its bytes, and each attachment as a
 * segment of its own unless it lies in the shared file. All numbers are little-endian.
 *
 * header: magic (4 bytes), length of the bytes (4), number of attachments (4).
 * places: two doubles for each attachment, because it may be longer than 4 GiB: its length, and its
 * position in the shared file or -1.
 */
export const wire = {
  magic: 0x50555254,
  /** In place of `magic`: the bytes are a note of the runtime's own, without attachments. */
  note: 0x4e555254,
  header: 12,
  place: 16,
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
  /** The file for large attachments, where the system has one. */
  sharedFile: 6,
} as const

/**
 * What a child says on its lifeline, each with a line break. `up`: the far side runs and will say
 * in band whatever goes wrong. `out-of-memory`: it was ended for what it occupies.
 */
export type ChildWord = 'up' | 'out-of-memory'
