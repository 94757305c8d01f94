import type { Vocabulary } from './vocabulary.ts'

/**
 * How often each n-gram of the vocabulary occurs, as a share of all n-grams of its length.
 *
 * @param text Normalised.
 * @returns As many numbers as the network has inputs, or nothing where the text holds no n-gram of
 * the vocabulary but spaces.
 */
export function frequencies(text: string, vocabulary: Vocabulary): Float32Array | undefined {
  const shares = new Float32Array(vocabulary.inputs.size)
  let found = false
  for (let length = 1; length <= vocabulary.longest; length++) {
    const counts = count(text, length, vocabulary.inputs)
    const total = text.length - length + 1
    for (const [ngram, times] of counts) {
      shares[vocabulary.inputs.get(ngram)!] = times / total
      found ||= ngram.trim() !== ''
    }
  }
  return found ? shares : undefined
}

function count(
  text: string,
  length: number,
  known: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (let start = 0; start + length <= text.length; start++) {
    const ngram = text.slice(start, start + length)
    if (known.has(ngram)) counts.set(ngram, (counts.get(ngram) ?? 0) + 1)
  }
  return counts
}
