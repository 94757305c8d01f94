import { describe, expect, test } from 'vitest'
import { normal } from './script.ts'
import { Simulation } from './simulation.ts'

describe('C: strategies', () => {
  test('S032 one-for-one replaces the dead one only', () => {
    const sut = Simulation.up({ children: ['a', 'b', 'c'] })
    sut.exit('a')
    expect(sut.look()).toEqual(['down a#1', 'start a#2', 'up a#2'])
    sut.exit('b')
    expect(sut.look()).toEqual(['down b#1', 'start b#2', 'up b#2'])
    expect(sut.child('c').incarnation).toBe(1)
  })

  test('S033 one-for-all stops in reverse, starts in order, and counts once', () => {
    const sut = Simulation.up({
      strategy: 'one-for-all',
      children: ['a', 'b', { id: 'c', shutdown: 'brutal-kill' }],
    })
    sut.exit('b')
    expect(sut.look()).toEqual([
      ...['down b#1', 'kill c#1', 'down c#1', 'stop a#1', 'down a#1'],
      ...['start a#2', 'up a#2', 'start b#2', 'up b#2', 'start c#2', 'up c#2'],
    ])
    expect(sut.state.restarts).toHaveLength(1)
  })

  test('S034 rest-for-one takes along what started later', () => {
    const sut = Simulation.up({ strategy: 'rest-for-one', children: ['a', 'b', 'c', 'd', 'e'] })
    sut.exit('c')
    expect(sut.look()).toEqual([
      ...['down c#1', 'stop e#1', 'down e#1', 'stop d#1', 'down d#1'],
      ...['start c#2', 'up c#2', 'start d#2', 'up d#2', 'start e#2', 'up e#2'],
    ])
    expect(sut.living).toBe('a#1 b#1 c#2 d#2 e#2')
    expect(sut.state.restarts).toHaveLength(1)
  })

  test('S035 rest-for-one: the first takes all along, the last nobody', () => {
    const sut = Simulation.up({ strategy: 'rest-for-one', children: ['a', 'b', 'c'] })
    sut.exit('a')
    expect(sut.living).toBe('a#2 b#2 c#2')
    sut.exit('c')
    expect(sut.living).toBe('a#2 b#2 c#3')
  })

  test('S036 the dead child is not stopped again', () => {
    const sut = Simulation.up({ strategy: 'one-for-all', children: ['a', 'b'] })
    sut.exit('b')
    expect(sut.look()).not.toContain('stop b#1')
  })

  test.each(['one-for-all', 'rest-for-one'] as const)(
    'S037 a sibling that exits meanwhile makes no second restart (%s)',
    (strategy) => {
      const slow = { script: { stopsIn: 50 } }
      const sut = Simulation.up({
        strategy,
        restarts: { max: 1, within: 5_000 },
        children: ['a', { id: 'b', ...slow }, { id: 'c', ...slow }],
      })
      sut.exit('a')
      sut.exit('b')
      sut.exit('c')
      expect(sut.state.restarts).toHaveLength(1)
      expect([sut.state.phase, sut.living]).toEqual(['running', 'a#2 b#2 c#2'])
    },
  )

  test('S038 a group restart revives stopped siblings', () => {
    const sut = Simulation.up({
      strategy: 'one-for-all',
      children: ['a', { id: 'b', restart: 'transient' }, 'c'],
    })
    sut.stopChild('b')
    sut.exit('c')
    expect(sut.living).toBe('a#2 b#2 c#2')
  })

  test('S038 a revived sibling that fails to start is retried like any other', () => {
    const fails = (incarnation: number) =>
      incarnation === 2 ? { start: { type: 'start-failed', error: 1 } as const } : {}
    const sut = Simulation.up({
      strategy: 'one-for-all',
      children: ['a', { id: 'b', script: fails }],
    })
    sut.stopChild('b')
    sut.exit('a')
    expect(sut.living).toBe('a#3 b#3')
    expect(sut.state.restarts).toHaveLength(2)
  })

  test('S039 a transient sibling that the group stopped comes back', () => {
    const sut = Simulation.up({
      strategy: 'one-for-all',
      children: ['a', { id: 'b', restart: 'transient' }],
    })
    sut.exit('a')
    expect(sut.living).toBe('a#2 b#2')
  })

  test('S040 a dynamic supervisor restarts each child alone, from its own spec', () => {
    const sut = Simulation.up({ strategy: 'dynamic' })
    sut.startChild({ id: 'a', shutdown: 1 })
    sut.startChild({ id: 'b', shutdown: 2 })
    sut.exit('a')
    expect([sut.living, sut.child('a').spec.shutdown]).toEqual(['b#1 a#2', 1])
  })

  test('S041 children that are added join at the end', () => {
    const sut = Simulation.up({ strategy: 'rest-for-one' })
    for (const id of ['a', 'b', 'c']) sut.startChild({ id })
    sut.look()
    sut.exit('b')
    expect(sut.look()).toEqual([
      'down b#1',
      'stop c#1',
      'down c#1',
      'start b#2',
      'up b#2',
      'start c#2',
      'up c#2',
    ])
  })

  test('a failure before the group widens the restart under way, and counts by itself', () => {
    const slow = (id: string) => ({ id, script: { stopsIn: 50 } })
    const sut = Simulation.up({
      strategy: 'rest-for-one',
      children: [slow('a'), slow('b'), slow('c')],
    })
    sut.exit('b')
    sut.exit('a')
    expect(sut.state.restarts).toHaveLength(2)
    sut.advance(50)
    expect(sut.living).toBe('a#2 b#2 c#2')
  })

  test('J29 stopping a child in the middle of a group restart keeps it down and the others come', () => {
    const sut = Simulation.up({
      strategy: 'one-for-all',
      children: ['a', { id: 'b', script: { stopsIn: 50 } }, 'c'],
    })
    sut.exit('c')
    const outcome = sut.stopChild('b')
    sut.advance(50)
    expect([sut.status, outcome()]).toEqual(['a running, b stopped, c running', { type: 'done' }])
  })

  test('a stop that a group restart overtakes is answered when that life is gone', () => {
    const sut = Simulation.up({
      strategy: 'one-for-all',
      children: ['a', { id: 'b', script: { stopsIn: 50 } }],
    })
    const outcome = sut.stopChild('b')
    sut.exit('a')
    sut.advance(50)
    expect([outcome(), sut.living]).toEqual([{ type: 'done' }, 'a#2 b#2'])
  })

  test('a child that ended for good does not hold up the restart of its group', () => {
    const sut = Simulation.up({
      strategy: 'rest-for-one',
      children: [{ id: 'a', restart: 'transient' }, 'b', 'c'],
    })
    sut.exit('a', normal)
    sut.exit('b')
    expect(sut.status).toBe('a stopped, b running, c running')
  })
})
