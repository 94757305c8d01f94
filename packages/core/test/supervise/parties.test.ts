import { expect, test } from 'vitest'
import type { Isolate } from '../../src/isolate/isolate.ts'
import { ask, protocol } from '../../src/protocol/protocol.ts'
import { checkParties, encodeOptions } from '../../src/supervise/parties.ts'

const Desk = protocol('desk', { add: ask() })

test.each([
  ['protocol', {}, { start() {} }, 'pass what protocol() made: child(Counter, thread(...))'],
  [
    'isolate',
    Desk,
    {},
    'pass thread(new URL(...)), subprocess(new URL(...)), worker(() => new Worker(...)) or memory(actor)',
  ],
])(
  'checkParties() tells which is wrong: the %s, and what to pass',
  (argument, who, where, hint) => {
    expect(() => checkParties(who as typeof Desk, where as unknown as Isolate)).toThrow(
      expect.objectContaining({ code: 'invalid-argument', details: { argument, hint } }),
    )
  },
)

test('encodeOptions() names the place within the options, whatever it is called', () => {
  const said = (options: unknown): unknown => {
    try {
      return encodeOptions(Desk, options)
    } catch (error) {
      return error
    }
  }
  const lost = said({ message: () => {} })
  expect(lost).toMatchObject({
    code: 'not-serializable',
    details: { path: 'options.message' },
  })
  expect((lost as Error).message).toMatch(/^desk: options\.message is a function/)
})

test('encodeOptions() brings what the options themselves throw', () => {
  const options = {
    get engine(): never {
      throw new RangeError('no engine')
    },
  }
  expect(() => encodeOptions(Desk, options)).toThrow(
    expect.objectContaining({
      message: 'desk: options cannot be read: no engine; send plain data',
      cause: new RangeError('no engine'),
    }),
  )
})
