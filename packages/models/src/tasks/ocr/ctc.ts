/** A text and how sure it is: the mean probability of its characters. */
export interface Reading {
  readonly text: string
  readonly confidence: number
}

/**
 * Between two characters the network tends to call a narrow space nothing. Within a word it gives a
 * space less than a thousandth, between words mostly more than this.
 */
const likelySpace = 0.02

/**
 * The likeliest character of every step, repetitions and blanks left out (connectionist temporal
 * classification: Graves et al., ICML 2006; greedy), and the spaces that are likely in between.
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
  const space = characters.lastIndexOf(' ') + 1
  let text = ''
  let sum = 0
  let count = 0
  let last = 0
  let spaceOdds = 0
  for (let step = 0; step < steps!; step++) {
    const base = (row * steps! + step) * classes!
    const best = likeliest(odds, base, classes!)
    if (best !== 0 && best !== last) {
      if (best !== space && spaceOdds > likelySpace && !text.endsWith(' ')) text += ' '
      text += characters[best - 1] ?? ''
      sum += odds[base + best]!
      count++
      spaceOdds = 0
    } else if (space !== 0 && best === 0 && text !== '') {
      spaceOdds = Math.max(spaceOdds, odds[base + space]!)
    }
    last = best
  }
  return { text, confidence: count === 0 ? 0 : sum / count }
}

/** The class of the highest of `classes` odds from `base` on. */
function likeliest(odds: Float32Array, base: number, classes: number): number {
  let best = base
  let highest = odds[base]!
  for (let at = base + 1; at < base + classes; at++) {
    const odd = odds[at]!
    if (odd > highest) {
      highest = odd
      best = at
    }
  }
  return best - base
}

/** The characters of a model: one a line, and the space that its list leaves out. */
export function parseCharacters(list: string): string[] {
  return [...list.replace(/\r?\n$/, '').split(/\r?\n/), ' ']
}
