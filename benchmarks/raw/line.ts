/** What the machine gives without Troupe: bytes go there and back, each with a word what they are. */
export interface RawLine {
  post(kind: Kind, bytes: Uint8Array<ArrayBuffer>): void
  /** Whoever listens last hears all. */
  listen(take: (kind: Kind, bytes: Uint8Array<ArrayBuffer>) => void): void
}

/** The near end of a line. */
export interface NearLine extends RawLine {
  stop(): Promise<unknown>
}

export const kinds = {
  /** Messages that are to come back. */
  echo: 0,
  /** Bytes that are to arrive whole; answered with nothing in them. */
  swallow: 1,
  /** So many items, in batches; each batch is answered with `credit`. */
  items: 2,
  credit: 3,
  /** When did this arrive? */
  moment: 4,
} as const

export type Kind = (typeof kinds)[keyof typeof kinds]

export const nothing = new Uint8Array()
