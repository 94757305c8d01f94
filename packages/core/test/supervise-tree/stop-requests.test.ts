import { expect, test } from 'vitest'
import {
  actor,
  type Actor,
  ActorError,
  ask,
  child,
  type Isolate,
  memory,
  protocol,
  supervise,
} from '../../src/index.ts'

const Echo = protocol('echo', { say: ask<string, string>() })

/** A process that is told to end by `request`. */
function host() {
  const stops = new Set<() => Promise<unknown>>()
  const on = (isolate: Isolate): Isolate => ({
    ...isolate,
    host: {
      onStopRequested(stop) {
        stops.add(stop)
        return () => void stops.delete(stop)
      },
    },
  })
  const request = () => Promise.all([...stops].map((stop) => stop()))
  return { on, request, stops }
}

const heard: string[] = []
const echo = actor(Echo, () => ({
  say: (words) => words,
  [Symbol.dispose]: () => void heard.push('cleaned up'),
}))

test('supervise() stops what has started when it is asked to stop during its start', async () => {
  heard.length = 0
  const { on, request, stops } = host()
  let begin = () => {}
  const begun = new Promise<void>((resolve) => (begin = resolve))
  const slow: Actor<typeof Echo> = actor(Echo, ({ signal }) => {
    begin()
    return new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('given up')))
    })
  })
  const app = supervise({
    log: false,
    children: { echo: child(Echo, on(memory(echo))), slow: child(Echo, memory(slow)) },
  })
  const end = app.catch((error: unknown) => {
    heard.push('told')
    return error
  })
  await begun
  expect(await request()).toEqual([{ type: 'shutdown' }])
  heard.push('asked')
  expect(ActorError.is(await end, 'start-failed')).toBe(true)
  expect(heard).toEqual(['cleaned up', 'asked', 'told'])
  expect(stops.size).toBe(0)
})

test('supervise() listens to the host of a child that came later, once', async () => {
  heard.length = 0
  const { on, request, stops } = host()
  const app = await supervise({ log: false, strategy: 'dynamic', children: {} })
  const isolate = on(memory(echo))
  await app.add('first', child(Echo, isolate))
  await app.add('second', child(Echo, isolate))
  expect(stops.size).toBe(1)
  await request()
  expect(await app.exited).toEqual({ type: 'shutdown' })
  expect(heard).toEqual(['cleaned up', 'cleaned up'])
})

test('supervise() listens no longer where a child is none', async () => {
  const { on, stops } = host()
  const children = { echo: child(Echo, on(memory(echo))), none: {} as never }
  await expect(supervise({ log: false, children })).rejects.toThrow('app/none: got an object')
  expect(stops.size).toBe(0)
})

test('supervise() hears nobody with stopOnSignals: false', async () => {
  const { on, stops } = host()
  const children = { echo: child(Echo, on(memory(echo))) }
  await using _app = await supervise({ log: false, stopOnSignals: false, children })
  expect(stops.size).toBe(0)
})
