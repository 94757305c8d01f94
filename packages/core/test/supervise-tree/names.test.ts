import { expect, it } from 'vitest'
import {
  ask,
  child,
  type InspectionEvent,
  memory,
  protocol,
  supervise,
  supervisor,
  actor,
} from '../../src/index.ts'

const Echo = protocol('echo', { say: ask<string, string>() })
const Other = protocol('other', { say: ask<string, string>() })
const echo = actor(Echo, () => ({ say: (words) => words }))

it('S174 lookup() finds actors by path, also nested ones and ones added later', async () => {
  await using app = await supervise({
    children: { inner: supervisor({ children: { echo: child(Echo, memory(echo)) } }) },
    log: false,
  })
  expect(await app.lookup(Echo, 'app/inner/echo')!.ask.say('hi')).toBe('hi')
  await app.add('late', child(Echo, memory(echo)))
  expect(await app.lookup(Echo, 'app/late')!.ask.say('hi')).toBe('hi')
  expect(app.lookup(Echo, 'app/nobody')).toBeUndefined()
  expect(() => app.lookup(Other, 'app/late')).toThrow(expect.objectContaining({ code: 'mismatch' }))
})

it('S175 lookup() finds no actor that is gone for good, and finds it again when it is restarted', async () => {
  await using app = await supervise({ children: { echo: child(Echo, memory(echo)) }, log: false })
  await app.stopChild('echo')
  expect(app.lookup(Echo, 'app/echo')).toBeUndefined()
  await app.restartChild('echo')
  expect(await app.lookup(Echo, 'app/echo')!.ask.say('hi')).toBe('hi')
})

it('S213 a message to an actor that is gone is a dead letter with the message and its recipient', async () => {
  const events: InspectionEvent[] = []
  const app = await supervise({
    children: { echo: child(Echo, memory(echo)) },
    log: false,
    inspect: (event) => events.push(event),
  })
  await app.stop()
  await expect(app.children.echo.ask.say('too late')).rejects.toMatchObject({ code: 'down' })
  expect(events.filter(({ type }) => type === 'dead-letter')).toMatchObject([
    { path: 'app/echo', operation: 'say', message: 'too late', error: { code: 'down' } },
  ])
})
