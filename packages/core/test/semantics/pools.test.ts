import { describe, expect, it } from 'vitest'
import {
  actor,
  ask,
  type InspectionEvent,
  memory,
  pool,
  type PoolOptions,
  protocol,
  supervise,
  tell,
} from '../../src/index.ts'
import { SimulatedClock } from '../../src/testing/simulated-clock.ts'
import { rejection } from '../support/rejection.ts'
import { settled } from '../support/sink.ts'

const Member = protocol('member', {
  who: ask<void, string>(),
  leave: ask<void, string>(),
  crash: ask<void, void>(),
  hold: ask<void, string>(),
  note: tell<number>(),
})

/** A pool whose members say who they are, and finish what they hold when the test says so. */
async function staff(options: Partial<PoolOptions<typeof Member>> = {}) {
  const clock = new SimulatedClock()
  const events: InspectionEvent[] = []
  const noted: [string, number][] = []
  const held: (() => void)[] = []
  const starts: string[] = []
  const member = actor(
    Member,
    ({ path, exit }) => {
      const name = path.slice(-1)
      starts.push(name)
      return {
        who: () => name,
        leave: () => (exit(), name),
        crash() {
          throw new Error('on purpose')
        },
        hold: () => new Promise((resolve) => held.push(() => resolve(name))),
        note: (n) => void noted.push([name, n]),
      }
    },
    { onFailure: () => 'restart' },
  )
  const each = { size: 4, route: 'round-robin', backoff: { min: 0, max: 0 }, ...options } as const
  const app = await supervise({
    children: { staff: pool(Member, memory(member), each) },
    log: false,
    clock,
    inspect: (event) => events.push(event),
  })
  const ask_ = app.children.staff.ask
  return {
    app,
    clock,
    staff: app.children.staff,
    noted,
    starts,
    held,
    /** Who answers so many asks. */
    who: (times: number): Promise<string[]> =>
      Promise.all(Array.from({ length: times }, () => ask_.who())),
    async leave(): Promise<string> {
      const name = await ask_.leave()
      await settled()
      return name
    },
    letters: () => events.flatMap((event) => (event.type === 'dead-letter' ? [event.message] : [])),
  }
}

describe('a pool', () => {
  it('S241 uses all its members and loses nothing', async () => {
    const { app, who } = await staff()
    const answers = await who(9)
    expect(answers).toHaveLength(9)
    expect(new Set(answers)).toEqual(new Set(['0', '1', '2', '3']))
    await app.stop()
  })

  it('S242 S244 goes on with the members that are left', async () => {
    const { app, who, leave } = await staff({ restart: 'transient' })
    expect([await leave(), await leave()]).toEqual(['0', '1'])
    const answers = await who(5)
    expect(answers).toEqual(['2', '3', '2', '3', '2'])
    await app.stop()
  })

  it('S242 S244 gives what waited for a member that left to the others, in order', async () => {
    const { app, staff: two, noted, held } = await staff({ size: 2, restart: 'transient' })
    const [first, second] = [two.ask.hold(), two.ask.hold()]
    await settled()
    const left = two.ask.leave()
    for (const n of [1, 2, 3, 4, 5]) two.tell.note(n)
    for (const finish of held) finish()
    expect(await Promise.all([first, second, left])).toEqual(['0', '1', '0'])
    await settled()
    expect(noted.map(([, n]) => n).sort()).toEqual([1, 2, 3, 4, 5])
    expect(noted.every(([name]) => name === '1')).toBe(true)
    const order = noted.map(([, n]) => n)
    expect(order.filter((n) => n % 2 === 0)).toEqual([2, 4])
    expect(order.filter((n) => n % 2 === 1)).toEqual([1, 3, 5])
    await app.stop()
  })

  it('S243 whose members all left for good stays, empty, and fails asks at once', async () => {
    const { app, clock, staff: two, leave } = await staff({ size: 2, restart: 'transient' })
    await leave()
    await leave()
    expect(await rejection(two.ask.who())).toMatchObject({ code: 'down' })
    expect([clock.now(), app.count().active]).toEqual([0, 1])
    await app.stop()
  })

  it('S243 of permanent members is full again', async () => {
    const { app, who, leave, starts } = await staff({ size: 2 })
    await leave()
    await leave()
    expect(new Set(await who(4))).toEqual(new Set(['0', '1']))
    expect(starts).toEqual(['0', '1', '0', '1'])
    await app.stop()
  })

  it('S246 without any member makes each message a dead letter', async () => {
    const { app, staff: one, leave, letters } = await staff({ size: 1, restart: 'temporary' })
    await leave()
    expect([1, 2, 3, 4].map((n) => one.tell.note(n))).toEqual([false, false, false, false])
    expect(letters()).toEqual([1, 2, 3, 4])
    await app.stop()
  })

  it('S247 goes on in turn behind the one that served last when a member leaves', async () => {
    const { app, who, leave } = await staff({ size: 3, restart: 'transient' })
    expect(await who(1)).toEqual(['0'])
    expect(await leave()).toBe('1')
    expect(await who(4)).toEqual(['2', '0', '2', '0'])
    await app.stop()
  })

  it('S249 restarts the member that crashed and no other', async () => {
    const { app, staff: three, starts, who } = await staff({ size: 3 })
    expect(await rejection(three.ask.crash())).toMatchObject({ code: 'thrown' })
    await settled()
    expect(new Set(await who(3))).toEqual(new Set(['0', '1', '2']))
    expect(starts).toEqual(['0', '1', '2', '0'])
    await app.stop()
  })

  it('S249 allows three restarts for each member within five seconds, then gives up', async () => {
    const { app, staff: two, starts } = await staff({ size: 2 })
    for (let n = 0; n < 6; n++) await rejection(two.ask.crash())
    await settled()
    expect(starts).toHaveLength(8)
    await rejection(two.ask.crash())
    await expect.poll(() => starts.length).toBe(10)
    expect(app.count().active).toBe(1)
    await app.stop()
  })

  it('S252 that stops lets each member finish what it has begun', async () => {
    const { app, staff: two, held } = await staff({ size: 2 })
    const work = Promise.all([two.ask.hold(), two.ask.hold()])
    await settled()
    const stopped = app.stop()
    await settled()
    for (const finish of held) finish()
    expect(await work).toEqual(['0', '1'])
    expect(await stopped).toEqual({ type: 'shutdown' })
  })

  it('S254 that drains refuses what comes, does the 999 that wait, and ends', async () => {
    const { app, staff: four, noted, letters } = await staff()
    for (let n = 0; n < 999; n++) four.tell.note(n)
    const stopped = app.stop({ drain: 'infinity' })
    expect(four.tell.note(999)).toBe(false)
    expect(await rejection(four.ask.who())).toMatchObject({ code: 'down' })
    expect(await stopped).toEqual({ type: 'shutdown' })
    expect(noted).toHaveLength(999)
    expect(letters()).toEqual([999, undefined])
  })
})
