import { type Classifier, predict, sigmoid } from './classifier.ts'
import type { Example } from './corpus.ts'

const rounds = 50

/**
 * Sets slope and offset so that the probabilities fit mails that the weights were not learned from
 * (Platt, Probabilistic Outputs for Support Vector Machines, 1999), by Newton's method, with Platt's
 * softened targets.
 */
export function calibrate(classifier: Classifier, examples: readonly Example[]): Classifier {
  const scores = examples.map(({ features }) => score(classifier, features))
  const spams = examples.filter(({ spam }) => spam).length
  const high = (spams + 1) / (spams + 2)
  const low = 1 / (examples.length - spams + 2)
  const targets = examples.map(({ spam }) => (spam ? high : low))
  let slope = classifier.slope
  let offset = classifier.offset
  for (let round = 0; round < rounds; round++) {
    const [bySlope, byOffset] = newtonStep(scores, targets, slope, offset)
    slope -= bySlope
    offset -= byOffset
  }
  return { ...classifier, slope, offset }
}

/** What goes into the sigmoid before slope and offset. */
function score(classifier: Classifier, features: Example['features']): number {
  const probability = predict({ ...classifier, slope: 1, offset: 0 }, features)
  return Math.log(probability / (1 - probability))
}

function newtonStep(
  scores: readonly number[],
  targets: readonly number[],
  slope: number,
  offset: number,
): [number, number] {
  let gradientSlope = 0,
    gradientOffset = 0,
    curveSlope = 1e-9,
    curveBoth = 0,
    curveOffset = 1e-9
  scores.forEach((x, index) => {
    const probability = sigmoid(slope * x + offset)
    const error = probability - targets[index]!
    const curve = probability * (1 - probability)
    gradientSlope += error * x
    gradientOffset += error
    curveSlope += curve * x * x
    curveBoth += curve * x
    curveOffset += curve
  })
  const determinant = curveSlope * curveOffset - curveBoth * curveBoth
  return [
    (curveOffset * gradientSlope - curveBoth * gradientOffset) / determinant,
    (curveSlope * gradientOffset - curveBoth * gradientSlope) / determinant,
  ]
}
