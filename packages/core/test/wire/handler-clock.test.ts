import { expect, test } from 'vitest'
import { HandlerClock } from '../../src/wire/handler-clock.ts'

function counting(): HandlerClock {
  let now = 0
  return new HandlerClock(() => ++now)
}

test('a handler that begins as the one before ends begins when that ended', () => {
  const clock = counting()
  expect([clock.begins(), clock.ends(), clock.begins(), clock.ends()]).toEqual([1, 2, 2, 3])
})

test('two handlers that begin after one has ended do not begin at once', () => {
  const clock = counting()
  clock.ends()
  expect([clock.begins(), clock.begins()]).toEqual([1, 2])
})

test('in a new turn the end of a handler says nothing about the begin of the next', () => {
  const clock = counting()
  clock.ends()
  clock.turns()
  expect(clock.begins()).toBe(2)
})
