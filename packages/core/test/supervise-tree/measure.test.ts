import { expect, test } from 'vitest'
import {
  actor,
  ask,
  child,
  type InspectionEvent,
  memory,
  protocol,
  stream,
  supervise,
  systemClock,
  tell,
} from '../../src/index.ts'

type MessageEvent = Extract<InspectionEvent, { type: 'message' }>

const Busy = protocol('busy', {
  work: ask<number>(),
  toil: tell<number>(),
  fail: ask<number>(),
  items: stream<number, number>(),
})

const spin = (milliseconds: number): void => {
  const end = systemClock.now() + milliseconds
  while (systemClock.now() < end);
}

const busy = actor(Busy, () => ({
  work: spin,
  toil: spin,
  fail(milliseconds) {
    spin(milliseconds)
    throw new Error('in the end')
  },
  async *items(milliseconds) {
    spin(milliseconds)
    yield 1
  },
}))

async function run(inspected: 'from the start' | 'later') {
  const messages: MessageEvent[] = []
  const inspect = (event: InspectionEvent): void => {
    if (event.type === 'message') messages.push(event)
  }
  const app = await supervise({
    children: { busy: child(Busy, memory(busy)) },
    log: false,
    ...(inspected === 'from the start' && { inspect }),
  })
  const end = inspected === 'later' ? app.inspect(inspect) : () => {}
  return { app, messages, end, ...app.children.busy }
}

test.each(['from the start', 'later'] as const)(
  'a message event tells how long the handler ran, inspected %s',
  async (inspected) => {
    const { app, messages, ask, tell } = await run(inspected)
    tell.toil(20)
    await Promise.all([ask.work(30), ask.fail(10).catch(() => {})])
    await app.stop()
    expect(messages.map(({ operation }) => operation)).toEqual(['toil', 'work', 'fail'])
    const [toil, work, fail] = messages.map(({ compute }) => compute!)
    expect(toil).toBeGreaterThanOrEqual(20)
    expect(work).toBeGreaterThanOrEqual(30)
    expect(fail).toBeGreaterThanOrEqual(10)
    // It waited for the one before, which is no part of its own.
    expect(messages[1]!.milliseconds - work!).toBeGreaterThanOrEqual(19)
    for (const { compute, milliseconds } of messages)
      expect(compute).toBeLessThanOrEqual(milliseconds)
  },
)

test('a quick handler took 0, and a stream is not timed', async () => {
  const { app, messages, ask, stream } = await run('from the start')
  await ask.work(0)
  for await (const _ of stream.items(5));
  await app.stop()
  expect(messages[0]!.compute).toBeLessThan(5)
  expect(messages[1]!.compute).toBe(undefined)
})

test('a restarted life is timed as well', async () => {
  const { app, messages, ask } = await run('from the start')
  await app.restart('app/busy')
  await ask.work(20)
  await app.stop()
  expect(messages[0]!.compute).toBeGreaterThanOrEqual(20)
})

test('handlers are timed while anybody inspects, and for the log alone they are not', async () => {
  const logged: MessageEvent[] = []
  await using app = await supervise({
    children: { busy: child(Busy, memory(busy)) },
    log: (event) => event.type === 'message' && logged.push(event),
  })
  const isTimed = async (): Promise<boolean> => {
    await app.children.busy.ask.work(0)
    return logged.at(-1)!.compute !== undefined
  }
  const before = await isTimed()
  const ends = [app.inspect(() => {}), app.inspect(() => {})]
  const inspected = [await isTimed()]
  for (const end of ends) {
    end()
    inspected.push(await isTimed())
  }
  expect([before, ...inspected]).toEqual([false, true, true, false])
})

test('no event is earlier than the one before, and none is told before it began', async () => {
  const { app, messages, ask } = await run('from the start')
  const asks = Array.from({ length: 100 }, (_, turn) =>
    turn % 10 === 9 ? ask.fail(0) : ask.work(0),
  )
  await Promise.allSettled(asks)
  await app.stop()
  const times = messages.map(({ at }) => at)
  expect(times).toHaveLength(100)
  expect(times).toEqual(times.toSorted((one, other) => one - other))
  for (const { milliseconds } of messages) expect(milliseconds).toBeGreaterThanOrEqual(0)
})

test('a counter takes the messages that ended well, the inspector all that else happens', async () => {
  const { app, messages, ask, tell } = await run('from the start')
  const counted: (readonly [path: string, milliseconds: number, compute: number | undefined])[] = []
  const others: InspectionEvent[] = []
  const end = app.inspect(
    (event) => others.push(event),
    (...numbers) => counted.push(numbers),
  )
  tell.toil(20)
  await ask.work(0)
  await ask.fail(0).catch(() => {})
  end()
  await ask.work(0)
  expect(counted.map(([path]) => path)).toEqual(['app/busy', 'app/busy'])
  const [[, milliseconds, compute]] = counted as [(typeof counted)[number]]
  expect(compute).toBeGreaterThanOrEqual(20)
  expect(milliseconds).toBeGreaterThanOrEqual(compute!)
  expect(others.map((event) => event.type === 'message' && event.outcome)).toEqual(['failed'])
  expect(messages).toHaveLength(4)
})
