import { afterEach, expect, test } from 'vitest'
import {
  actor,
  type App,
  ask,
  child,
  memory,
  type MessageCounter,
  protocol,
  supervise,
  supervisor,
} from '../../src/index.ts'
import { record } from '../../src/inspector/index.ts'
import { Fragile, fragile, stage } from '../support/stage.ts'

let app: Pick<App, 'stop'> | undefined
afterEach(() => app?.stop())

const here = (): ReturnType<typeof child<typeof Fragile>> => child(Fragile, memory(fragile))

test('record() shows the tree in order with what each has done', async () => {
  const staged = await stage({ one: here(), inner: supervisor({ children: { two: here() } }) })
  app = staged.app
  const recording = record(staged.app)
  const { one, inner } = staged.app.children
  await one.ask.echo(1)
  await inner.children.two.ask.echo(1)
  await inner.children.two.ask.echo(2)
  const { actors } = recording.frame()
  expect(actors.map(({ path, type, ended }) => [path, type, ended])).toEqual([
    ['app', 'supervisor', 0],
    ['app/one', 'worker', 1],
    ['app/inner', 'supervisor', 0],
    ['app/inner/two', 'worker', 2],
  ])
  expect(actors.map(({ status }) => status)).toEqual(Array(4).fill('running'))
  expect(actors[1]).toMatchObject({ kind: 'memory', life: 1, waiting: 0, inWork: 0 })
})

test('record() counts messages by the second, by the clock of the tree', async () => {
  const staged = await stage({ one: here() })
  app = staged.app
  const recording = record(staged.app)
  recording.frame()
  for (let n = 0; n < 6; n++) await staged.app.children.one.ask.echo(n)
  staged.clock.advance(2_000)
  expect(recording.frame().actors[1]!.rate).toBe(3)
  staged.clock.advance(1_000)
  expect(recording.frame().actors[1]!.rate).toBe(0)
})

test('record() tells of a crash, its cause and the restart', async () => {
  const staged = await stage({ one: here() })
  app = staged.app
  const recording = record(staged.app)
  await staged.app.children.one.ask.crash('too much').catch(() => {})
  await staged.app.children.one.ask.echo(1)
  const { actors, news } = recording.frame()
  expect(actors[1]).toMatchObject({ life: 2, restarts: 1, failed: 1 })
  expect(actors[1]!.lastExit).toContain('too much')
  expect(news.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['message', 'child-exited', 'restart-scheduled', 'child-ready']),
  )
  expect(recording.frame().news).toEqual([])
})

test('record() knows restarts that were before it', async () => {
  const staged = await stage({ one: here() })
  app = staged.app
  await staged.app.children.one.ask.crash().catch(() => {})
  await staged.app.children.one.ask.echo(1)
  expect(record(staged.app).frame().actors[1]).toMatchObject({ life: 2, restarts: 1 })
})

test('record() sums up a flood of news and carries nothing of the messages', async () => {
  const staged = await stage({ one: here() })
  app = staged.app
  const recording = record(staged.app)
  await staged.app.stopChild('one')
  for (let n = 0; n < 500; n++) staged.app.children.one.tell.note({ secret: 'hunter2' })
  const frame = recording.frame()
  const letters = frame.news.filter(({ type }) => type === 'dead-letter')
  expect(letters).toEqual([expect.objectContaining({ path: 'app/one', times: 500 })])
  expect(frame.actors[1]!.deadLetters).toBe(500)
  expect(JSON.stringify(frame)).not.toContain('hunter2')
})

test('record() keeps frames for those who come later, but not for ever', async () => {
  const staged = await stage({ one: here() })
  app = staged.app
  const recording = record(staged.app)
  for (let n = 0; n < 300; n++) recording.frame()
  expect(recording.frames).toHaveLength(240)
  recording.end()
  await staged.app.children.one.ask.echo(1)
  expect(recording.frame().actors[1]!.ended).toBe(0)
})

test('record() shows actors that live inside an isolate below the one that started them', async () => {
  const Parent = protocol('parent', { grow: ask() })
  const parent = actor(Parent, ({ self }) => ({
    async grow() {
      await self.spawn('sprout', here())
    },
  }))
  const grown = await supervise({
    children: { parent: child(Parent, memory(parent)), other: here() },
    log: false,
  })
  app = grown
  const recording = record(grown)
  await grown.children.parent.ask.grow()
  const isTold = (): boolean => recording.frame().actors.some(({ path }) => path.endsWith('sprout'))
  while (!isTold()) await grown.children.other.ask.echo(1)
  expect(recording.frame().actors.map(({ path }) => path)).toEqual([
    'app',
    'app/parent',
    'app/parent/sprout',
    'app/other',
  ])
})

test('record() counts every message of a flood, and tells their quantiles from a part', async () => {
  const staged = await stage({ one: here() })
  app = staged.app
  let count: MessageCounter = () => {}
  const recording = record({
    tree: staged.app.tree,
    inspect(inspector, counter) {
      count = counter!
      return staged.app.inspect(inspector)
    },
  })
  // From 1 to 100 ms, each as often, in an order that has nothing of a period of eight.
  for (let n = 0; n < 20_000; n++) count('app/one', 1 + ((n * 37) % 100), 0.5)
  const [, one] = recording.frame().actors
  expect(one!.ended).toBe(20_000)
  expect(Math.abs(one!.total!.p50 - 50)).toBeLessThan(5)
  expect(Math.abs(one!.total!.p99 - 99)).toBeLessThan(8)
  expect(Math.abs(one!.queue!.p50 - 49.5)).toBeLessThan(5)
  expect(Math.abs(one!.compute!.p50 - 0.5)).toBeLessThan(0.05)
})
