import { ask, protocol } from '@troupe/core'
import { expect, test } from 'vitest'
import type { BatchOptions } from '../../src/batch/batch.ts'
import { inference } from '../../src/inference.ts'

const Doubler = protocol('doubler', { double: ask<number[], number[]>() })

const define = (batch: Readonly<Record<string, BatchOptions>>) =>
  inference(Doubler, { models: { net: 'test/doubler' }, batch }, () => ({
    double: async (numbers) => numbers,
  }))

test('inference() takes batches that can form', () => {
  expect(define({ net: { maxSize: 4, maxDelay: 20 } }).options.concurrency).toBe(8)
})

test.each([
  ['batch.net.maxSize', { net: { maxSize: 0 } }],
  ['batch.net.maxSize', { net: { maxSize: 1.5 } }],
  ['batch.net.maxSize', { net: { maxSize: NaN } }],
  ['batch.net.maxSize', { net: {} }],
  ['batch.net.maxDelay', { net: { maxSize: 4, maxDelay: -1 } }],
  ['batch.net.maxDelay', { net: { maxSize: 4, maxDelay: NaN } }],
  ['batch.net.maxDelay', { net: { maxSize: 4, maxDelay: Infinity } }],
  ['batch.nett', { nett: { maxSize: 4 } }],
])('inference() refuses %s that is wrong: %j', (argument, batch) => {
  expect(() => define(batch as never)).toThrow(
    expect.objectContaining({
      code: 'invalid-argument',
      details: expect.objectContaining({ argument }) as unknown,
    }),
  )
})
