import { describe, expect, test } from 'vitest'
import { bucketCount, features, hash } from '../../../src/tasks/spam/features.ts'
import { tokens } from '../../../src/tasks/spam/tokens.ts'

describe('tokens()', () => {
  test.each([
    ['Don’t wait', ["don't", 'wait']],
    [
      'Pay $1,000 or 50% by 12/31!!',
      ['pay', '<money>', 'or', '<percent>', 'by', '<number>', '<cries>'],
    ],
    ['Visit https://a.example/b?c=d! or www.e.org', ['visit', '<link>', 'or', '<link>']],
    ['Write to ada+spam@mail.example.org.', ['write', 'to', '<address>']],
    ['FREE Money', ['<capitals>', 'free', 'money']],
    ['OK 免费', ['ok', '免费']],
    ['éTUDE Straße', ['étude', 'straße']],
    ['x'.repeat(100), ['x'.repeat(24)]],
    ['— 👍 …', []],
  ])('tokens() %j', (text, expected) => {
    expect(tokens(text)).toEqual(expected)
  })

  test.each(['.', '-', 'a-'])('tokens() comes to the end of a long row of %j', (sign) => {
    expect(tokens(`${sign.repeat(200_000)} end`).at(-1)).toBe('end')
  })
})

describe('features()', () => {
  test('features() counts words, pairs and pieces of words', () => {
    const { buckets, counts } = features(['a', 'a', 'free'])
    const found = new Map(Array.from(buckets, (bucket, index) => [bucket, counts[index]]))
    const expected = { a: 2, 'a a': 1, 'a free': 1, free: 1, '#^fre': 1, '#free': 1, '#ree$': 1 }
    expect(found).toEqual(
      new Map(
        Object.entries(expected).map(([feature, count]) => [
          hash(feature) & (bucketCount - 1),
          count,
        ]),
      ),
    )
  })

  test('features() of nothing are none', () => {
    expect(features([]).buckets).toHaveLength(0)
  })
})

test('hash() spreads like words evenly', () => {
  const buckets = Array.from({ length: 20_000 }, (_, index) => hash(`word${index}`) & 255)
  const counts = new Map<number, number>()
  for (const bucket of buckets) counts.set(bucket, (counts.get(bucket) ?? 0) + 1)
  expect(Math.max(...counts.values())).toBeLessThan(130)
  expect(counts.size).toBe(256)
})
