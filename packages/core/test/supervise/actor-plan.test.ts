import { expect, test } from 'vitest'
import { ask, protocol } from '../../src/protocol/protocol.ts'
import type { Isolate } from '../../src/isolate/isolate.ts'
import { takesChannels } from '../../src/supervise/actor-plan.ts'
import { planActor, type ChildOptions } from '../../src/supervise/child.ts'

const Echo = protocol('echo', { say: ask<string, string>() })

const isolate = (channels?: boolean): Isolate => ({
  kind: 'test',
  features: (channels === undefined ? {} : { channels }) as Isolate['features'],
  start: () => expect.unreachable('nothing is started here'),
})

test.each<[ChildOptions<typeof Echo>, boolean | undefined, boolean]>([
  [{}, true, true],
  [{}, false, false],
  [{}, undefined, false],
  [{ mailbox: { overflow: 'reject', capacity: 1 } }, true, true],
  [{ mailbox: { overflow: 'wait' } }, true, false],
  [{ mailbox: { overflow: 'drop-oldest' } }, true, false],
  [{ stallTimeout: 1_000 }, true, false],
  [{ nativeTimeout: 1_000 }, true, false],
])('takesChannels() with %o in an isolate with channels %s: %s', (options, channels, takes) => {
  expect(takesChannels(planActor(Echo, isolate(channels), options)('echo'))).toBe(takes)
})

test('planActor() fills what is left out, and hands on what is given', () => {
  const plan = planActor(Echo, isolate(), {})('echo')
  expect(plan).toMatchObject({
    protocol: Echo,
    mailbox: {},
    allowThread: false,
    patience: { working: 'infinity', native: 'infinity' },
    standby: 0,
    terms: {},
    spec: { id: 'echo', restart: 'permanent' },
  })
  const given = {
    mailbox: { capacity: 5 },
    delivery: 'at-least-once',
    maxDeliveries: 7,
    stallTimeout: 1,
    nativeTimeout: 2,
    allowThread: true,
    standby: 3,
    restart: 'transient',
  } as const
  expect(planActor(Echo, isolate(), given)('echo')).toMatchObject({
    mailbox: given.mailbox,
    allowThread: true,
    patience: { working: 1, native: 2 },
    standby: 3,
    terms: { delivery: 'at-least-once', maxDeliveries: 7 },
    spec: { id: 'echo', restart: 'transient' },
  })
})

test.each([
  [{ allowThread: 1 }, 'allowThread is 1; it must be true or false'],
  [{ allowThread: Symbol('yes') }, 'allowThread is Symbol(yes); it must be true or false'],
  [{ standby: -1 }, 'standby is -1; it must be a whole number from 0 to 16'],
  [{ standby: 17 }, 'standby is 17; it must be a whole number from 0 to 16'],
  [{ standby: 1.5 }, 'standby is 1.5; it must be a whole number from 0 to 16'],
])('planActor() refuses %o', (options, message) => {
  expect(() => planActor(Echo, isolate(), options as never)).toThrow(
    expect.objectContaining({ code: 'invalid-argument', message }),
  )
})
