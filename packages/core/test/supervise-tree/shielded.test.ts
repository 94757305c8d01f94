import { expect, test } from 'vitest'
import { actor, type App, ask, child, memory, protocol, supervise } from '../../src/index.ts'

const Echo = protocol('echo', { say: ask<string, string>() })
const echo = actor(Echo, () => ({ say: (words) => words }))

const fail = (): never => {
  throw new RangeError('of the one who only watches')
}

/** The next error that nobody catches, and no test fails for it. */
function nextUncaught(): Promise<unknown> {
  const others = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  return new Promise((resolve) =>
    process.once('uncaughtException', (error) => {
      for (const other of others) process.on('uncaughtException', other)
      resolve(error)
    }),
  )
}

test.each<[string, (app: App) => () => void]>([
  ['an inspector', (app) => app.inspect(fail)],
  ['a counter', (app) => app.inspect(() => {}, fail)],
  ['a tracer', (app) => app.trace(fail)],
  ['a trace', (app) => app.trace(() => ({ ended: fail }))],
])('what %s throws is reported, and harms no message and no other', async (_, watch) => {
  const outcomes: string[] = []
  await using app = await supervise({ log: false, children: { echo: child(Echo, memory(echo)) } })
  const end = watch(app)
  app.inspect((event) => event.type === 'message' && outcomes.push(event.outcome))
  const uncaught = nextUncaught()
  expect(await app.children.echo.ask.say('hello')).toBe('hello')
  expect(await uncaught).toMatchObject({ message: 'of the one who only watches' })
  end()
  expect(outcomes).toEqual(['replied'])
})
