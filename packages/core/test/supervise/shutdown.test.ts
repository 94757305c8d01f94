import { describe, expect, test } from 'vitest'
import type { RestartRule } from '../../src/supervise/spec.ts'
import { crash, normal, type Script } from './script.ts'
import { Simulation } from './simulation.ts'

const slow = (id: string, stopsIn: number) => ({ id, script: { stopsIn } })

describe('F: shutdown', () => {
  test.each(['one-for-one', 'one-for-all', 'rest-for-one'] as const)(
    'S070 the last stops first (%s)',
    (strategy) => {
      const sut = Simulation.up({ strategy, children: ['a', 'b', 'c', 'd', 'e'] })
      sut.stop()
      const downs = sut.look().filter((line) => line.startsWith('down'))
      expect(downs).toEqual(['down e#1', 'down d#1', 'down c#1', 'down b#1', 'down a#1'])
      expect(sut.exits).toEqual([{ type: 'shutdown' }])
    },
  )

  test('S071 each is told only when the one after it is gone', () => {
    const sut = Simulation.up({ children: ['a', 'b', slow('c', 300)] })
    sut.stop()
    sut.advance(299)
    expect(sut.look()).toEqual(['stop c#1'])
    sut.advance(1)
    expect(sut.look()).toContain('stop b#1')
  })

  test('S072 dynamic children stop side by side', () => {
    const sut = Simulation.up({ strategy: 'dynamic' })
    for (const [id, stopsIn] of [
      ['a', 1_000],
      ['b', 1_000],
      ['c', 5_000],
    ] as const) {
      sut.startChild({ id, shutdown: 2_000 }, { stopsIn })
    }
    sut.look()
    sut.stop()
    expect(sut.look()).toEqual(['stop a#1', 'stop b#1', 'stop c#1'])
    sut.advance(2_000)
    expect(sut.look().slice(-4)).toEqual(['down c#1', 'closed c', 'forgotten c', 'exited shutdown'])
  })

  test('S073 who ignores the order is killed in time', () => {
    const stubborn = { id: 'b', shutdown: 1_000, script: { stop: 'never' } } as const
    const sut = Simulation.up({ children: ['a', stubborn] })
    sut.stop()
    sut.advance(999)
    expect(sut.look()).toEqual(['stop b#1'])
    sut.advance(1)
    expect(sut.commands.filter(({ type }) => type === 'down')).toMatchObject([
      { id: 'b', reason: { type: 'killed' } },
      { id: 'a', reason: { type: 'shutdown' } },
    ])
    expect(sut.reason).toEqual({ type: 'shutdown' })
  })

  test('S074 brutal-kill does not ask and does not wait', () => {
    const sut = Simulation.up({ children: [{ id: 'a', shutdown: 'brutal-kill' }] })
    sut.stop()
    expect(sut.look()).toEqual(['kill a#1', 'down a#1', 'closed a', 'exited shutdown'])
  })

  test.each(['worker', 'supervisor'] as const)(
    'S075 infinity waits as long as it takes (%s)',
    (type) => {
      const sut = Simulation.up({
        children: [{ id: 'a', type, shutdown: 'infinity', script: { stopsIn: 1e9 } }],
      })
      sut.stop()
      expect(sut.timers).toBe(0)
      sut.advance(1e9)
      expect(sut.look()).toEqual(['stop a#1', 'down a#1', 'closed a', 'exited shutdown'])
    },
  )

  test('S076 shutdown 0 asks and kills at once', () => {
    const sut = Simulation.up({ children: [{ id: 'a', shutdown: 0, script: { stopsIn: 1 } }] })
    sut.stop()
    sut.advance(0)
    expect(sut.look().slice(0, 2)).toEqual(['stop a#1', 'kill a#1'])
  })

  const restarts: RestartRule[] = ['permanent', 'transient', 'temporary']
  const reasons = [normal, { type: 'shutdown' } as const, crash(), { type: 'killed' } as const]
  test.each(restarts.flatMap((restart) => reasons.map((reason) => ({ restart, reason }))))(
    'S077 S078 a $restart child that ends with $reason.type meanwhile keeps its reason and stays away',
    ({ restart, reason }) => {
      const sut = Simulation.up({ children: [{ id: 'a', restart }, slow('b', 100)] })
      sut.stop()
      sut.exit('a', reason)
      sut.advance(100)
      expect(sut.commands).toContainEqual({
        type: 'down',
        id: 'a',
        incarnation: 1,
        reason,
        asked: true,
      })
      expect([sut.reason, sut.living, sut.state.restarts]).toEqual([{ type: 'shutdown' }, '', []])
      expect(sut.look().filter((line) => line.startsWith('start'))).toEqual([])
    },
  )

  test('S079 each child of a dynamic supervisor stops in its own way', () => {
    const sut = Simulation.up({ strategy: 'dynamic' })
    sut.startChild({ id: 'a', shutdown: 'infinity' })
    sut.startChild({ id: 'b', shutdown: 'brutal-kill' })
    sut.look()
    sut.stop()
    const end = (id: string) => [`down ${id}#1`, `closed ${id}`, `forgotten ${id}`]
    expect(sut.look()).toEqual([
      'stop a#1',
      'kill b#1',
      ...end('a'),
      ...end('b'),
      'exited shutdown',
    ])
  })

  test('S080 while a child will not go, others are served', () => {
    const sut = Simulation.up({
      children: ['a', { id: 'b', shutdown: 'infinity', script: { stop: 'never' } }],
    })
    const stuck = sut.stopChild('b')
    expect(sut.stopChild('a')()).toEqual({ type: 'done' })
    expect(sut.startChild({ id: 'c' })()).toEqual({ type: 'started', incarnation: 1 })
    expect(stuck()).toBeUndefined()
  })

  test.each<[string, Script]>([
    ['start', { start: 'never', stop: 'never' }],
    ['stop', { stop: 'never' }],
  ])('S081 a kill ends also what hangs in its %s, and its start is answered', (_, script) => {
    const sut = Simulation.up({ children: ['a'] })
    const outcome = sut.startChild({ id: 'b', shutdown: 'infinity' }, script)
    sut.stop()
    sut.kill()
    expect(sut.reason).toEqual({ type: 'killed' })
    const end = [
      'kill a#1',
      'kill b#1',
      'down a#1',
      'closed a',
      'down b#1',
      'closed b',
      'forgotten b',
      'exited killed',
    ]
    expect(sut.look().slice(-8)).toEqual(end)
    expect(outcome()).toEqual(
      script.start ? { type: 'refused', refusal: 'stopping' } : { type: 'started', incarnation: 1 },
    )
  })

  test('S081 stop in the middle of the start ends it in order', () => {
    const sut = new Simulation({
      children: ['a', { id: 'b', script: { startsIn: 50, stopsIn: 10 } }, 'c'],
    })
    sut.send({ type: 'start' })
    sut.look()
    sut.stop()
    sut.advance(10)
    expect(sut.look()).toEqual([
      'closed c',
      'stop b#1',
      'down b#1',
      'closed b',
      'stop a#1',
      'down a#1',
      'closed a',
      'exited shutdown',
    ])
    expect([sut.started, sut.timers]).toEqual([0, 0])
  })

  test('J05 a start that ends after the order to stop is not taken for one', () => {
    const sut = new Simulation({ children: [{ id: 'a', script: { startsIn: 5, stopsIn: 10 } }] })
    sut.send({ type: 'start' })
    sut.stop()
    sut.advance(10)
    expect(sut.look()).toEqual(['start a#1', 'stop a#1', 'down a#1', 'closed a', 'exited shutdown'])
  })

  test('S082 exited comes after the last cleanup', () => {
    const sut = Simulation.up({ children: [slow('a', 1_000)] })
    sut.stop()
    sut.advance(999)
    expect(sut.reason).toBeUndefined()
    sut.advance(1)
    expect(sut.reason).toEqual({ type: 'shutdown' })
  })

  test('S083 stop and kill may come again, before and after the end', () => {
    const sut = Simulation.up({ children: [slow('a', 10)] })
    sut.stop()
    sut.stop()
    sut.advance(10)
    sut.stop()
    sut.kill()
    sut.send({ type: 'start' })
    expect(sut.look()).toEqual(['stop a#1', 'down a#1', 'closed a', 'exited shutdown'])
    expect(sut.state.ending?.reason).toEqual({ type: 'shutdown' })
  })

  test('S083 a supervisor that never started stops at once', () => {
    const sut = new Simulation({ children: ['a'] })
    sut.stop()
    expect(sut.look()).toEqual(['closed a', 'exited shutdown'])
  })
})
