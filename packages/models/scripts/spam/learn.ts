import { calibrate } from './calibrate.ts'
import { type Classifier, predict, type Settings, train } from './classifier.ts'
import { type CorpusMail, type Example, toExamples } from './corpus.ts'
import { measure, type Metrics } from './metrics.ts'
import { withoutNearDuplicates } from './near-duplicates.ts'
import { type Split, splitByThread } from './split.ts'

const penalties = [1e-5, 3e-6, 1e-6, 3e-7]
const epochs = 30

/** The corpus, ready to learn from. */
export interface Prepared {
  readonly mails: number
  /** Left out: near-identical to another. */
  readonly duplicates: number
  readonly split: Split
}

/** What came out of learning, before the test. */
export interface Learned {
  readonly classifier: Classifier
  readonly settings: Settings
  /** By calibration on one half of the validation mails, measured on the other, both ways. */
  readonly validation: Metrics
}

/** Leaves near-identical mails out and splits the rest. */
export async function prepare(mails: readonly CorpusMail[], seed: number): Promise<Prepared> {
  const distinct = withoutNearDuplicates(await toExamples(mails))
  return {
    mails: mails.length,
    duplicates: mails.length - distinct.length,
    split: splitByThread(distinct, seed),
  }
}

/** Trains with each setting, keeps the one of least loss on the validation mails, and calibrates it. */
export function learn({ training, validation }: Omit<Split, 'test'>, seed: number): Learned {
  const candidates = penalties.map((penalty) => {
    const settings = { penalty, epochs }
    const classifier = train(training, settings, seed)
    return { classifier, settings, validation: crossCalibrated(classifier, validation) }
  })
  const best = candidates.reduce((best, candidate) =>
    candidate.validation.logLoss < best.validation.logLoss ? candidate : best,
  )
  return { ...best, classifier: calibrate(best.classifier, validation) }
}

function crossCalibrated(classifier: Classifier, examples: readonly Example[]): Metrics {
  const halves = [0, 1].map((half) => examples.filter((_, index) => index % 2 === half))
  const probabilities = halves.flatMap((half, index) => {
    const calibrated = calibrate(classifier, halves[1 - index]!)
    return half.map(({ features }) => predict(calibrated, features))
  })
  return measure(
    probabilities,
    halves.flat().map(({ spam }) => spam),
  )
}

/** Always the more frequent answer of the training mails. */
export function majorityBaseline({ training, test }: Split): Metrics {
  const share = training.filter(({ spam }) => spam).length / training.length
  return measure(
    test.map(() => share),
    test.map(({ spam }) => spam),
  )
}

/** How the result depends on which mails are held out: the same again on other splits. */
export interface Repeats {
  readonly seeds: readonly number[]
  readonly accuracy: readonly number[]
  readonly f1: readonly number[]
}

/** Learns and tests anew on each split of the same mails; settings are chosen anew as well. */
export function repeat({ training, validation, test }: Split, seeds: readonly number[]): Repeats {
  const all = [...training, ...validation, ...test]
  const metrics = seeds.map((seed) => {
    const split = splitByThread(all, seed)
    const { classifier } = learn(split, seed)
    const probabilities = split.test.map(({ features }) => predict(classifier, features))
    return measure(
      probabilities,
      split.test.map(({ spam }) => spam),
    )
  })
  return {
    seeds,
    accuracy: metrics.map(({ accuracy }) => accuracy),
    f1: metrics.map(({ f1 }) => f1),
  }
}
