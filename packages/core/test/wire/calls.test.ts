import { expect, test } from 'vitest'
import { Calls } from '../../src/wire/calls.ts'

test('Calls finds and takes each call once, the first and the others', () => {
  const calls = new Calls<string>()
  for (const id of [1, 2, 3]) calls.add(id, `call ${id}`)
  expect([1, 2, 3, 4].map((id) => calls.get(id))).toEqual(['call 1', 'call 2', 'call 3', undefined])
  expect([2, 1, 1, 2].map((id) => calls.take(id))).toEqual([
    'call 2',
    'call 1',
    undefined,
    undefined,
  ])
  expect(calls.get(1)).toBeUndefined()
  expect(calls.take(3)).toBe('call 3')
})

test('Calls gives back what is open in the order of ids, also where they begin anew', () => {
  const calls = new Calls<string>()
  const last = 2 ** 31 - 1
  calls.add(last - 1, 'answered')
  calls.add(last, 'first')
  calls.take(last - 1)
  calls.add((last + 1) | 0, 'second')
  calls.add((last + 2) | 0, 'third')
  expect(calls.clear()).toEqual(['first', 'second', 'third'])
  expect(calls.clear()).toEqual([])
})
