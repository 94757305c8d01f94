import { afterEach, expect, test } from 'vitest'
import {
  actor,
  type App,
  ask,
  child,
  type InspectionEvent,
  memory,
  protocol,
  supervisor,
} from '../../src/index.ts'
import { Fragile, fragile, stage } from '../support/stage.ts'

let app: Pick<App, 'stop'> | undefined
afterEach(() => app?.stop())

const here = (): ReturnType<typeof child<typeof Fragile>> => child(Fragile, memory(fragile))

async function grown() {
  const staged = await stage({ one: here(), inner: supervisor({ children: { two: here() } }) })
  app = staged.app
  return staged
}

const exits = (events: readonly InspectionEvent[], path: string): unknown[] =>
  events.flatMap((event) =>
    event.type === 'child-exited' && event.path === path ? event.reason : [],
  )

test('App.tree() shows supervisors with their children, and actors with their mailboxes', async () => {
  const { app, clock } = await grown()
  clock.advance(5)
  const leaf = {
    type: 'worker',
    status: 'running',
    incarnation: 1,
    protocol: 'fragile',
    kind: 'memory',
    started: 0,
  }
  const idle = { waiting: 0, inWork: 0 }
  expect(app.tree()).toEqual({
    ...{ at: clock.now(), id: 'app', path: 'app', type: 'supervisor', status: 'running' },
    children: [
      { id: 'one', path: 'app/one', ...leaf, ...idle },
      {
        ...{ id: 'inner', path: 'app/inner', type: 'supervisor', status: 'running' },
        incarnation: 1,
        children: [{ id: 'two', path: 'app/inner/two', ...leaf, ...idle }],
      },
    ],
  })
})

test('App.tree() tells how much waits for whom', async () => {
  const { app } = await grown()
  await app.stopChild('one')
  const restarted = app.restartChild('one')
  const asks = [1, 2, 3].map((n) => app.children.one.ask.echo(n))
  expect(app.tree().children![0]).toMatchObject({ status: 'starting', waiting: 3, inWork: 0 })
  await restarted
  await Promise.all(asks)
  expect(app.tree().children![0]).toMatchObject({ status: 'running', waiting: 0, inWork: 0 })
})

test('App.tree() of an app that is over says so', async () => {
  const { app } = await grown()
  await app.stop()
  expect(app.tree().status).toBe('stopped')
})

test('App.kill() ends a life that its supervisor judges like a crash', async () => {
  const { app, events } = await grown()
  const { two } = app.children.inner.children
  await two.ask.add(5)
  app.kill('app/inner/two')
  expect(await two.ask.add(1)).toBe(1)
  expect(exits(events, 'app/inner/two')).toEqual([{ type: 'killed' }])
  expect(events).toContainEqual(
    expect.objectContaining({ type: 'restart-scheduled', path: 'app/inner/two', restarts: 1 }),
  )
})

test('App.kill() ends a stop that waits for ever for what is in work', async () => {
  const Busy = protocol('busy', { work: ask() })
  let begin: (() => void) | undefined
  const begun = new Promise<void>((resolve) => (begin = resolve))
  const busy = actor(Busy, () => ({
    work: () => {
      begin?.()
      return new Promise<void>(() => {})
    },
  }))
  const { app, events } = await stage({ busy: child(Busy, memory(busy), { shutdown: 'infinity' }) })
  const lost = expect(app.children.busy.ask.work()).rejects.toMatchObject({ code: 'down' })
  await begun
  const stopped = app.stop()
  app.kill('app/busy')
  expect(await stopped).toEqual({ type: 'shutdown' })
  await lost
  expect(exits(events, 'app/busy')).toEqual([{ type: 'killed' }])
})

const hint = 'app.tree() lists the paths that there are'

test.each(['app/nobody', 'app/inner', 'app/inner/nobody', 'app/one/deeper', 'app'])(
  'App.kill(%j) says that no actor lives there',
  async (path) => {
    const { app } = await grown()
    expect(() => app.kill(path)).toThrow(
      expect.objectContaining({
        code: 'invalid-argument',
        message: `${path}: no actor lives there; ${hint}`,
        details: { argument: 'path', hint },
      }),
    )
  },
)

test.each(['one', ''])('App.kill(%j) is refused as no path of the app', async (path) => {
  const { app } = await grown()
  expect(() => app.kill(path)).toThrow(expect.objectContaining({ code: 'invalid-argument' }))
})

test.each(['app/nobody', 'app/inner/nobody', 'app/one/deeper', 'app'])(
  'App.restart(%j) says that there is no such child, and restarts nobody',
  async (path) => {
    const { app, events } = await grown()
    await expect(app.restart(path)).rejects.toMatchObject({
      code: 'invalid-argument',
      message: `${path}: there is no such child; ${hint}`,
      details: { argument: 'path', hint },
    })
    expect(events.filter(({ type }) => type === 'child-exited')).toEqual([])
  },
)

test('App.restart() stops a child in order and starts it again', async () => {
  const { app, events } = await grown()
  const { two } = app.children.inner.children
  await two.ask.add(5)
  await app.restart('app/inner/two')
  expect(await two.ask.add(1)).toBe(1)
  expect(exits(events, 'app/inner/two')).toEqual([{ type: 'shutdown' }])
  await app.restart('app/inner')
  expect(await two.ask.add(1)).toBe(1)
})
