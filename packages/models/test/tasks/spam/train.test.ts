import { describe, expect, test } from 'vitest'
import { encodeModel } from '../../../scripts/onnx/index.ts'
import { predict } from '../../../scripts/spam/classifier.ts'
import { readCorpus, toExamples } from '../../../scripts/spam/corpus.ts'
import { evaluate } from '../../../scripts/spam/evaluate.ts'
import { learn, majorityBaseline, prepare } from '../../../scripts/spam/learn.ts'
import { measure } from '../../../scripts/spam/metrics.ts'
import { withoutNearDuplicates } from '../../../scripts/spam/near-duplicates.ts'
import { toNetwork } from '../../../scripts/spam/network.ts'
import { random, shuffled } from '../../../scripts/spam/random.ts'
import { splitByThread } from '../../../scripts/spam/split.ts'
import { ort } from '../../../src/ort/node.ts'
import { probabilities } from '../../../src/tasks/spam/judge.ts'

const some = readCorpus().filter((_, index) => index % 10 === 0)

async function trainOnSome() {
  const { split } = await prepare(some, 7)
  const { classifier } = learn(split, 7)
  return { split, classifier, bytes: encodeModel(toNetwork(classifier)) }
}

describe('training', () => {
  test(
    'learn() gives the same model twice, and one that beats the baseline',
    { timeout: 60_000 },
    async () => {
      const { split, classifier, bytes } = await trainOnSome()
      expect((await trainOnSome()).bytes).toEqual(bytes)

      const session = await ort.load(bytes)
      const { all } = await evaluate(session, split.test)
      const baseline = majorityBaseline(split)
      expect(all.accuracy).toBeGreaterThan(baseline.accuracy + 0.05)
      expect(all.logLoss).toBeLessThan(baseline.logLoss / 2)

      const [first, second] = split.test
      const given = await probabilities(session, [first!.features, second!.features])
      expect(given[0]).toBeCloseTo(predict(classifier, first!.features), 5)
      expect(given[1]).toBeCloseTo(predict(classifier, second!.features), 5)
      await session.dispose()
    },
  )

  test('splitByThread() keeps threads whole and groups in proportion', async () => {
    const examples = await toExamples(some)
    const split = splitByThread(examples, 3)
    const parts = [split.training, split.validation, split.test]
    expect(parts.flat()).toHaveLength(examples.length)
    const homes = new Map<string, unknown>()
    for (const part of parts) {
      for (const { thread } of part) {
        expect(homes.get(thread) ?? part).toBe(part)
        homes.set(thread, part)
      }
    }
    const spamShares = parts.map((part) => part.filter(({ spam }) => spam).length / part.length)
    expect(Math.max(...spamShares) - Math.min(...spamShares)).toBeLessThan(0.05)
  })

  test('withoutNearDuplicates() keeps the first of texts that differ in a few words', async () => {
    const words = Array.from(
      { length: 80 },
      (_, index) => `word${(index * index) % 89} thing${index}`,
    )
    const other = words.map((word) => `${word}other`)
    const changed = words.map((word, index) => (index === 40 ? 'changed words' : word))
    const mails = [words, changed, other].map((text, index) => ({
      id: String(index),
      group: 'spam-1',
      text: `Subject: ${index}\n\n${text.join(' ')}`,
    }))
    expect(withoutNearDuplicates(await toExamples(mails)).map(({ id }) => id)).toEqual(['0', '2'])
  })

  test('toExamples() gives answers the thread of their subject', async () => {
    const subjects = [
      '[ILUG] Hello There',
      'Re: [ILUG] hello  there',
      'Fwd: Re: Hello\n there',
      'Other',
    ]
    const mails = subjects.map((subject, index) => ({
      id: `${index}`,
      group: 'easy-ham-1',
      text: `From: a@b.c\nSubject: ${subject}\n\nbody`,
    }))
    const threads = (await toExamples(mails)).map(({ thread }) => thread)
    expect(threads).toEqual(['hello there', 'hello there', 'hello there', 'other'])
  })
})

describe('measure()', () => {
  test('measure() counts false alarms and misses', () => {
    const { accuracy, precision, recall, f1, falseAlarms, missed, spam } = measure(
      [0.9, 0.8, 0.2, 0.1, 0.4],
      [true, false, true, false, false],
    )
    expect({ accuracy, precision, recall, f1, falseAlarms, missed, spam }).toEqual({
      accuracy: 0.6,
      precision: 0.5,
      recall: 0.5,
      f1: 0.5,
      falseAlarms: 1,
      missed: 1,
      spam: 2,
    })
  })

  test('measure() finds probabilities that say what happens calibrated', () => {
    const certain = measure([1, 0, 1], [true, false, true])
    expect(certain).toMatchObject({ accuracy: 1, f1: 1, calibrationError: 0 })
    expect(certain.logLoss).toBeCloseTo(0, 9)
    expect(measure([0.9, 0.9], [false, false]).calibrationError).toBeCloseTo(0.9)
  })
})

test('random() and shuffled() depend on the seed alone', () => {
  const items = Array.from({ length: 50 }, (_, index) => index)
  expect(shuffled(items, random(1))).toEqual(shuffled(items, random(1)))
  expect(shuffled(items, random(1))).not.toEqual(shuffled(items, random(2)))
  expect([...shuffled(items, random(1))].sort((one, other) => one - other)).toEqual(items)
})
