import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CallTable } from '../../src/wire/call-table.ts'

test('CallTable keeps a call that lasts while many others come and go', () => {
  const calls = new CallTable<string>()
  calls.add(5, 'lasting')
  for (let id = 6; id < 10_000; id++) {
    calls.add(id, `call ${id}`)
    expect(calls.take(id)).toBe(`call ${id}`)
    expect(calls.take(id)).toBeUndefined()
  }
  expect(calls.get(5)).toBe('lasting')
  expect(calls.entries()).toEqual([[5, 'lasting']])
  expect(calls.take(5)).toBe('lasting')
  expect(calls.get(5)).toBeUndefined()
  expect(calls.entries()).toEqual([])
})

test('CallTable has room for all that are open, and none left over', () => {
  const calls = new CallTable<number>()
  const ids = Array.from({ length: 20_000 }, (_, index) => (2 ** 31 - 10_000 + index) | 0)
  for (const id of ids) calls.add(id, id)
  expect(ids.every((id) => calls.get(id) === id)).toBe(true)
  expect(ids.every((id) => calls.take(id) === id)).toBe(true)
  expect(calls.entries()).toEqual([])
})

test('CallTable does what a map of the same calls does', () => {
  const step = fc.record({ begin: fc.nat(40), end: fc.nat(200) })
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 200 }),
      fc.integer({ min: -50, max: 0 }),
      (steps, from) => {
        const calls = new CallTable<number>()
        const model = new Map<number, number>()
        let last = from
        for (const { begin, end } of steps) {
          for (let left = begin; left > 0; left--) {
            calls.add(++last, last)
            model.set(last, last)
          }
          const id = last - end
          expect(calls.get(id)).toBe(model.get(id))
          expect(calls.take(id)).toBe(model.get(id))
          model.delete(id)
        }
        expect(calls.entries().sort(([one], [other]) => one - other)).toEqual([...model])
      },
    ),
  )
})
