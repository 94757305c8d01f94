import { describe, expect, it } from 'vitest'
import { recordRestart } from '../../src/supervise/intensity.ts'

describe('recordRestart()', () => {
  it('recordRestart() remembers only the last restart where there is no limit', () => {
    const unlimited = { max: 'infinity', within: 1_000 } as const
    expect(recordRestart([10, 20], 30, unlimited)).toEqual([30])
  })
})
