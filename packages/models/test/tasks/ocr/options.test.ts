import { expect, test } from 'vitest'
import { ocrRules } from '../../../src/tasks/ocr/options.ts'

test('ocrRules() fills in what was not given', () => {
  expect(ocrRules()).toEqual({ maxSide: 1_600, minConfidence: 0.5 })
  expect(ocrRules({ maxSide: 32 })).toEqual({ maxSide: 32, minConfidence: 0.5 })
})

test.each([
  ['maxSide', { maxSide: NaN }],
  ['maxSide', { maxSide: 0 }],
  ['maxSide', { maxSide: Infinity }],
  ['maxSide', { maxSide: '800' }],
  ['minConfidence', { minConfidence: NaN }],
  ['minConfidence', { minConfidence: -1 }],
  ['language', { language: 'eng' }],
  ['constructor', { constructor: 1 }],
])('ocrRules() names %s, which is wrong: %j', (argument, options) => {
  expect(() => ocrRules(options as never)).toThrow(
    expect.objectContaining({
      code: 'invalid-argument',
      details: expect.objectContaining({ argument }) as unknown,
    }),
  )
})
