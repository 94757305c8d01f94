import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readCorpus } from '../../../scripts/spam/corpus.ts'
import { evaluate } from '../../../scripts/spam/evaluate.ts'
import { majorityBaseline, prepare } from '../../../scripts/spam/learn.ts'
import type { SpamReport } from '../../../scripts/spam/report.ts'
import { spamNetwork } from './network.ts'

const report = JSON.parse(
  readFileSync(new URL('../../../models/spam/report.json', import.meta.url), 'utf8'),
) as SpamReport

test(
  'the shipped network has the figures of report.json on the mails held out',
  { timeout: 120_000 },
  async () => {
    const { mails, duplicates, split } = await prepare(readCorpus(), report.seed)
    const session = await spamNetwork()
    const { all, accuracyByGroup } = await evaluate(session, split.test)
    await session.dispose()

    expect({ mails, duplicates }).toEqual({ mails: report.mails, duplicates: report.duplicates })
    const { logLoss, calibrationError, ...counted } = report.test
    expect(all).toMatchObject(counted)
    expect(all.logLoss).toBeCloseTo(logLoss, 4)
    expect(all.calibrationError).toBeCloseTo(calibrationError, 4)
    expect(accuracyByGroup).toEqual(report.accuracyByGroup)
    expect(majorityBaseline(split)).toEqual(report.baseline)
    expect(all.accuracy).toBeGreaterThan(report.baseline.accuracy + 0.15)

    const parts = [split.training, split.validation, split.test]
    const threads = parts.map((part) => new Set(part.map(({ thread }) => thread)))
    expect(
      [...threads[2]!].filter((thread) => threads[0]!.has(thread) || threads[1]!.has(thread)),
    ).toEqual([])
  },
)
