/** A text and how sure it is: the mean probability of its characters. */
export interface Reading {
  readonly text: string
  readonly confidence: number
}

/**
 * The likeliest character of every step, repetitions and blanks left out (connectionist temporal
 * classification: Graves et al., ICML 2006; greedy).
 *
 * @param odds Probabilities, [batch, steps, classes].
 * @param characters Class 0 is the blank; class n is the n-th of these, counted from 1.
 */
export function decodeText(
  odds: Float32Array,
  row: number,
  [, steps, classes]: readonly number[],
  characters: readonly string[],
): Reading {
  let text = ''
  let sum = 0
  let count = 0
  let last = 0
  for (let step = 0; step < steps!; step++) {
    const base = (row * steps! + step) * classes!
    let best = 0
    for (let index = 1; index < classes!; index++) if (odds[base + index]! > odds[base + best]!) best = index
    if (best !== 0 && best !== last) {
      text += characters[best - 1] ?? ''
      sum += odds[base + best]!
      count++
    }
    last = best
  }
  return { text, confidence: count === 0 ? 0 : sum / count }
}

/** The characters of a model: one a line, and the space that its list leaves out. */
export function parseCharacters(list: string): string[] {
  return [...list.replace(/\r?\n$/, '').split(/\r?\n/), ' ']
}
