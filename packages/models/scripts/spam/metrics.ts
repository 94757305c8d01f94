/** How good judgements are; spam is the positive class. */
export interface Metrics {
  readonly mails: number
  readonly spam: number
  readonly accuracy: number
  /** Of what was called spam, the share that is. */
  readonly precision: number
  /** Of the spam, the share that was found. */
  readonly recall: number
  readonly f1: number
  /** Wanted mails called spam. */
  readonly falseAlarms: number
  /** Spam that was let through. */
  readonly missed: number
  /** Mean negative log likelihood, natural. */
  readonly logLoss: number
  /** Expected calibration error over ten equal bins of probability (Naeini et al., AAAI 2015). */
  readonly calibrationError: number
}

/** Compares probabilities with the truth, index by index. */
export function measure(probabilities: ArrayLike<number>, truths: readonly boolean[]): Metrics {
  const called = Array.from(probabilities, (probability) => probability >= 0.5)
  const count = (test: (called: boolean, truth: boolean) => boolean) =>
    truths.filter((truth, index) => test(called[index]!, truth)).length
  const found = count((called, truth) => called && truth)
  const falseAlarms = count((called, truth) => called && !truth)
  const missed = count((called, truth) => !called && truth)
  const mails = truths.length
  return {
    mails,
    spam: found + missed,
    accuracy: (mails - falseAlarms - missed) / mails,
    precision: share(found, found + falseAlarms),
    recall: share(found, found + missed),
    f1: share(2 * found, 2 * found + falseAlarms + missed),
    falseAlarms,
    missed,
    logLoss: logLoss(probabilities, truths),
    calibrationError: calibrationError(probabilities, truths),
  }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}

function logLoss(probabilities: ArrayLike<number>, truths: readonly boolean[]): number {
  const losses = truths.map((truth, index) => {
    const likelihood = truth ? probabilities[index]! : 1 - probabilities[index]!
    return -Math.log(Math.max(likelihood, 1e-12))
  })
  return losses.reduce((sum, loss) => sum + loss, 0) / truths.length
}

function calibrationError(probabilities: ArrayLike<number>, truths: readonly boolean[]): number {
  const gaps = new Float64Array(10)
  truths.forEach((truth, index) => {
    const bin = Math.min(9, Math.floor(probabilities[index]! * 10))
    gaps[bin]! += probabilities[index]! - (truth ? 1 : 0)
  })
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / truths.length
}
