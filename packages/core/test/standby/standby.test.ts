import { expect, it, describe, onTestFinished } from 'vitest'
import {
  actor,
  ask,
  child,
  type ChildOptions,
  type InspectionEvent,
  type Isolate,
  memory,
  pool,
  protocol,
  supervise,
  type SuperviseOptions,
  watch,
} from '../../src/index.ts'
import { SimulatedClock } from '../../src/testing/index.ts'

const Model = protocol('model', {
  load: ask<void, number>(),
  crash: ask(),
  quit: ask(),
})

/** An isolate whose setups are counted; each may be told how to go. */
function loading(setUp: (load: number, exit: () => void) => unknown = () => {}): {
  isolate: Isolate
  readonly loads: number
  readonly lives: number
} {
  const seen = { loads: 0, lives: 0 }
  const model = actor(
    Model,
    async ({ exit }) => {
      const load = ++seen.loads
      seen.lives++
      await setUp(load, exit)
      return {
        load: () => load,
        crash() {
          throw new Error(`load ${load} is broken`)
        },
        quit: () => exit(),
        [Symbol.dispose]: () => void seen.lives--,
      }
    },
    { onFailure: () => 'restart' },
  )
  return {
    isolate: memory(model),
    get loads() {
      return seen.loads
    },
    get lives() {
      return seen.lives
    },
  }
}

type Kind = InspectionEvent['type']

async function begin(
  isolate: Isolate,
  options: ChildOptions<typeof Model>,
  rest: Partial<SuperviseOptions<never>> = {},
) {
  const events: InspectionEvent[] = []
  const waiting = new Set<() => void>()
  const app = await supervise({
    ...rest,
    children: { model: child(Model, isolate, options) },
    log: false,
    inspect(event) {
      events.push(event)
      for (const look of waiting) look()
    },
  })
  onTestFinished(() => void app.stop())
  const count = (type: Kind): number => events.filter((event) => event.type === type).length
  /** Resolves when so many events of the type were told. */
  const told = (type: Kind, times = 1): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (count(type) < times) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
    })
  const { model } = app.children
  const crash = async (): Promise<void> => {
    const starts = count('child-ready')
    await model.ask.crash().catch(() => {})
    await told('child-ready', starts + 1)
  }
  return { app, model, events, count, told, crash }
}

describe('standby', () => {
  it('takes over after a crash with the setup already done, and prepares another', async () => {
    const made = loading()
    const sut = await begin(made.isolate, { standby: 1 })
    expect(await sut.model.ask.load()).toBe(1)
    await sut.told('standby-ready')
    await sut.crash()
    expect(await sut.model.ask.load()).toBe(2)
    await sut.told('standby-ready', 2)
    expect(made.loads).toBe(3)
    await sut.crash()
    expect(await sut.model.ask.load()).toBe(3)
  })

  it('is told of: starting, ready, and which start is a takeover', async () => {
    const sut = await begin(loading().isolate, { standby: 1 })
    await sut.told('standby-ready')
    await sut.crash()
    await sut.told('standby-ready', 2)
    const course = sut.events.filter(({ type }) => /^(child|standby)-/.test(type))
    expect(course.map(({ type }) => type)).toEqual([
      ...['child-starting', 'child-ready', 'standby-starting', 'standby-ready'],
      ...['child-exited', 'child-starting', 'child-ready', 'standby-starting', 'standby-ready'],
    ])
    expect(course[5]).toMatchObject({ type: 'child-starting', incarnation: 2, standby: true })
    expect(course[0]).not.toHaveProperty('standby')
  })

  it('keeps what waits, in order, and the address', async () => {
    const sut = await begin(loading().isolate, { standby: 1 })
    await sut.told('standby-ready')
    const crashed = sut.model.ask.crash().catch(() => 'failed')
    const waited = [sut.model.ask.load(), sut.model.ask.load()]
    expect(await Promise.all([crashed, ...waited])).toEqual(['failed', 2, 2])
  })

  it('takes over while it still starts, and a start that fails then is the child’s', async () => {
    let go = (): void => {}
    const made = loading((load) => load === 2 && new Promise<void>((resolve) => (go = resolve)))
    const sut = await begin(made.isolate, { standby: 1 })
    await sut.told('standby-starting')
    await sut.model.ask.crash().catch(() => {})
    const answer = sut.model.ask.load()
    await sut.told('child-starting', 2)
    await expect.poll(() => made.loads).toBe(2)
    go()
    expect(await answer).toBe(2)
  })

  it('that crashes before use harms nothing, and is made again after the backoff', async () => {
    const made = loading((load, exit) => load === 2 && exit())
    const sut = await begin(made.isolate, { standby: 1 }, { restarts: { max: 0, within: 60_000 } })
    await sut.told('standby-ready')
    expect(sut.count('standby-exited')).toBeGreaterThan(0)
    expect(sut.count('restart-scheduled')).toBe(0)
    expect(await sut.model.ask.load()).toBe(1)
  })

  it('that never starts is given up after some attempts, told as such, and tried again later', async () => {
    const made = loading((load) => {
      if (load > 1 && load <= 6) throw new Error('no memory left')
    })
    const sut = await begin(made.isolate, { standby: 1, backoff: { min: 0 } })
    await sut.told('standby-gave-up')
    expect(sut.events.find(({ type }) => type === 'standby-gave-up')).toMatchObject({
      path: 'app/model',
      failures: 5,
      reason: { type: 'start-failed', error: { details: { phase: 'setup' } } },
    })
    expect([made.loads, await sut.model.ask.load()]).toEqual([6, 1])
    await sut.crash()
    expect(await sut.model.ask.load()).toBe(7)
    await sut.told('standby-ready')
    expect(made.loads).toBe(8)
  })

  it('counts takeovers as restarts: too many and the supervisor gives up', async () => {
    const sut = await begin(
      loading().isolate,
      { standby: 1, backoff: { min: 0 } },
      { restarts: { max: 1, within: 60_000 } },
    )
    await sut.told('standby-ready')
    await sut.crash()
    await sut.told('standby-ready', 2)
    await sut.model.ask.crash().catch(() => {})
    expect(await sut.app.exited).toMatchObject({ type: 'gave-up', child: 'model' })
  })

  it('is gone when the app is', async () => {
    const made = loading()
    const sut = await begin(made.isolate, { standby: 2 })
    await sut.told('standby-ready', 2)
    expect(made.lives).toBe(3)
    await sut.app.stop()
    expect(made.lives).toBe(0)
    expect(sut.count('standby-exited')).toBe(0)
  })

  it('is gone when its child is stopped for good, and comes back with it', async () => {
    const made = loading()
    const sut = await begin(made.isolate, { standby: 1 })
    await sut.told('standby-ready')
    await sut.app.stopChild('model')
    expect(made.lives).toBe(0)
    await sut.app.restartChild('model')
    await sut.told('standby-ready', 2)
    expect(made.lives).toBe(2)
  })

  it('is gone when its transient child has done its work', async () => {
    const made = loading()
    const sut = await begin(made.isolate, { standby: 1, restart: 'transient' })
    await sut.told('standby-ready')
    const down = new Promise((resolve) => watch(sut.model, resolve))
    await sut.model.ask.quit()
    expect(await down).toMatchObject({ reason: { type: 'normal' }, final: true })
    await expect.poll(() => made.lives).toBe(0)
  })

  it('that cannot be stopped is killed when the child’s patience is over', async () => {
    const clock = new SimulatedClock()
    const made = loading()
    const stuck: Isolate = {
      ...made.isolate,
      start(context) {
        const connection = made.isolate.start(context)
        const second = context.incarnation.endsWith('.2')
        let bytes = 0
        // It hears its greeting and nothing after.
        const send: typeof connection.send = (packet) => {
          if (!second || bytes++ === 0) connection.send(packet)
        }
        return { ...connection, send }
      },
    }
    const sut = await begin(stuck, { standby: 1, shutdown: 1_000 }, { clock })
    await sut.told('standby-ready')
    let over = false
    void sut.app.stop().then(() => (over = true))
    await expect.poll(() => clock.pending).toBe(1)
    await Promise.resolve()
    expect(over).toBe(false)
    clock.advance(1_000)
    expect(await sut.app.exited).toEqual({ type: 'shutdown' })
  })

  it('whose start makes no progress is killed like any start', async () => {
    const clock = new SimulatedClock()
    const made = loading((load) => load === 2 && new Promise(() => {}))
    const sut = await begin(made.isolate, { standby: 1, startTimeout: 5_000 }, { clock })
    await sut.told('standby-starting')
    clock.advance(5_000)
    await sut.told('standby-exited')
    expect(sut.events.find(({ type }) => type === 'standby-exited')).toMatchObject({
      reason: { type: 'start-failed', error: { details: { phase: 'timeout' } } },
    })
    clock.advance(0)
    await sut.told('standby-ready')
  })

  it('serves groups too: all restart from spares', async () => {
    const [first, second] = [loading(), loading()]
    const ready: string[] = []
    const app = await supervise({
      strategy: 'one-for-all',
      children: {
        first: child(Model, first.isolate, { standby: 1 }),
        second: child(Model, second.isolate, { standby: 1 }),
      },
      log: false,
      inspect: ({ type, path }) => type === 'standby-ready' && ready.push(path),
    })
    await expect.poll(() => ready.length).toBe(2)
    await app.children.first.ask.crash().catch(() => {})
    expect(await app.children.first.ask.load()).toBe(2)
    expect(await app.children.second.ask.load()).toBe(2)
    await app.stop()
    expect([first.lives, second.lives]).toEqual([1, 0])
  })

  it('of a pool is one for each member', async () => {
    const made = loading()
    const ready: string[] = []
    await using _app = await supervise({
      children: { models: pool(Model, made.isolate, { size: 2, standby: 1 }) },
      log: false,
      inspect: ({ type, path }) => type === 'standby-ready' && ready.push(path),
    })
    await expect.poll(() => [...ready].sort()).toEqual(['app/models/0', 'app/models/1'])
  })

  it('keeps what its setup spawned out of sight until it serves', async () => {
    const Helper = protocol('helper', { of: ask<void, number>() })
    let births = 0
    const helper = actor(Helper, () => {
      const birth = ++births
      return { of: () => birth }
    })
    const parent = actor(
      Model,
      async ({ self }) => {
        await self.spawn('helper', child(Helper, memory(helper)))
        return {
          load: () => 0,
          crash() {
            throw new Error('broken')
          },
          quit() {},
        }
      },
      { onFailure: () => 'restart' },
    )
    const sut = await begin(memory(parent), { standby: 1 })
    await sut.told('standby-ready')
    const found = (): Promise<number> => sut.app.lookup(Helper, 'app/model/helper')!.ask.of()
    expect(await found()).toBe(1)
    await sut.crash()
    await sut.told('standby-ready', 2)
    expect(await found()).toBe(2)
  })

  it.each([-1, 1.5, NaN, '1', null, true])('refuses %s', (standby) => {
    const { isolate } = loading()
    const options = { standby } as unknown as ChildOptions<typeof Model>
    expect(() => child(Model, isolate, options)).toThrow(
      expect.objectContaining({ code: 'invalid-argument', details: expect.anything() as unknown }),
    )
  })
})
