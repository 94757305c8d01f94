import { describe, expect, test } from 'vitest'
import { backoff, Passing, retry } from '../../src/source/retry.ts'
import { HurriedClock } from '../support/hurried-clock.ts'

describe('backoff()', () => {
  test('backoff() doubles up to half a minute, the upper half by chance', () => {
    const least = [1, 2, 3, 8, 30].map((failures) => backoff(failures, () => 0))
    expect(least).toEqual([250, 500, 1_000, 15_000, 15_000])
    expect(backoff(1, () => 0.5)).toBe(375)
  })
})

describe('retry()', () => {
  const clock = new HurriedClock()
  const options = { clock, random: () => 0, attempts: 3, signal: undefined }

  test('retry() counts anew after an attempt that brought something', async () => {
    let done = 0
    let attempts = 0
    const attempt = async () => {
      attempts++
      if (attempts % 2 === 0) done++
      if (attempts < 9) throw new Passing('cut')
    }
    await retry(attempt, () => done, options)
    expect(attempts).toBe(9)
  })

  test('retry() gives up what begins again each time and comes no further', async () => {
    let done = 0
    let attempts = 0
    const attempt = async () => {
      done = ++attempts % 2 === 0 ? 9 : 8
      if (attempts < 50) throw new Passing('cut')
    }
    await expect(retry(attempt, () => done, options)).rejects.toThrow('gave up')
    expect(attempts).toBe(4)
  })

  test('retry() throws at once what will not pass', async () => {
    let attempts = 0
    const attempt = async () => {
      attempts++
      throw new Error('no such file')
    }
    await expect(retry(attempt, () => 0, options)).rejects.toThrow('no such file')
    expect(attempts).toBe(1)
  })
})
