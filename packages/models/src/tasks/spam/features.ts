/** Into how many buckets features are hashed. */
export const bucketCount = 1 << 16

/** How often each bucket was hit. */
export interface Features {
  readonly buckets: Int32Array
  /** As many as buckets. */
  readonly counts: Float32Array
}

/** The length of the pieces of words. */
const pieceLength = 4

/**
 * Counts a text's tokens, pairs of neighbouring tokens, and pieces of words (which tell more of rare,
 * inflected and disguised words), each in the bucket of its hash (the hashing trick: Weinberger et
 * al., Feature Hashing for Large Scale Multitask Learning, ICML 2009).
 *
 * @param tokens Of a text, in order.
 */
export function features(tokens: readonly string[]): Features {
  const hits = new Map<number, number>()
  const hit = (feature: string) => {
    const bucket = hash(feature) & (bucketCount - 1)
    hits.set(bucket, (hits.get(bucket) ?? 0) + 1)
  }
  tokens.forEach((token, index) => {
    hit(token)
    if (index > 0) hit(`${tokens[index - 1]} ${token}`)
    if (!token.startsWith('<')) for (const piece of pieces(token)) hit(`#${piece}`)
  })
  return { buckets: Int32Array.from(hits.keys()), counts: Float32Array.from(hits.values()) }
}

/** Four letters each, where `^` begins and `$` ends the word; none for a word that is no longer. */
function pieces(word: string): string[] {
  const marked = `^${word}$`
  if (marked.length <= pieceLength) return []
  return Array.from({ length: marked.length - pieceLength + 1 }, (_, start) =>
    marked.slice(start, start + pieceLength),
  )
}

/** FNV-1a over UTF-16 code units, its bits mixed once more so that the low ones are even. */
export function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  return (value ^ (value >>> 13)) >>> 0
}
