import { describe, expect, it } from 'vitest'
import { check } from '../../src/protocol/check.ts'
import { later, numeric, sync } from '../support/schema.ts'

describe('check()', () => {
  it('gives back the value where there is no schema', () => {
    const value = {}
    expect(check(undefined, value, 'app/a', 'x')).toBe(value)
  })

  it('stays synchronous with a schema that is, and gives what the schema made of the value', () => {
    expect(check(sync(numeric), '5', 'app/a', 'x')).toBe(5)
  })

  it('waits for a schema that is not', async () => {
    expect(await check(later(numeric), '5', 'app/a', 'x')).toBe(5)
    await expect(check(later(numeric), 'five', 'app/a', 'x')).rejects.toMatchObject({
      code: 'invalid-message',
    })
  })

  it('waits for any thenable', async () => {
    const thenable = sync((value) => {
      return {
        then: (resolve: (result: unknown) => void) => resolve({ value: Number(value) }),
      } as never
    })
    expect(await check(thenable, '5', 'app/a', 'x')).toBe(5)
  })

  it('says what does not fit, and where', () => {
    expect(() => check(sync(numeric), 'five', 'app/a', 'x')).toThrow(
      expect.objectContaining({
        code: 'invalid-message',
        message: expect.stringContaining('list.0: not a number; try again') as string,
        details: { target: 'app/a', operation: 'x', issues: ['list.0: not a number', 'try again'] },
      }) as Error,
    )
  })
})
