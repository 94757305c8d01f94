import { describe, expect, test } from 'vitest'
import { ActorError } from '../../src/errors.ts'
import { failed, normal } from './script.ts'
import { Simulation } from './simulation.ts'

const begin = (tree: ConstructorParameters<typeof Simulation>[0]): Simulation => {
  const simulation = new Simulation(tree)
  simulation.send({ type: 'start' })
  return simulation
}

describe('A: start-up', () => {
  test('S001 the start is ordered and a barrier', () => {
    const slow = { script: { startsIn: 10 } }
    const ids = ['ch7', 'ch3', 'ch10', 'ch2', 'ch5']
    const sut = begin({ children: ids.map((id) => ({ id, ...slow })) })
    expect(sut.look()).toEqual(['start ch7#1'])
    sut.advance(10)
    expect(sut.look()).toEqual(['up ch7#1', 'start ch3#1'])
    sut.advance(39)
    expect(sut.started).toBe(0)
    sut.advance(1)
    expect(sut.look().slice(-2)).toEqual(['up ch5#1', 'started'])
    expect(sut.living).toBe('ch7#1 ch3#1 ch10#1 ch2#1 ch5#1')
  })

  test('S001 a supervisor without children is up at once, and starts once', () => {
    const sut = begin({})
    sut.send({ type: 'start' })
    expect(sut.look()).toEqual(['started'])
  })

  test('S004 a failed first start stops the earlier siblings in reverse and is not tried again', () => {
    const error = new Error('E')
    const sut = begin({ children: ['a', 'b', { id: 'c', script: { start: failed(error) } }, 'd'] })
    expect(sut.look()).toEqual([
      ...['start a#1', 'up a#1', 'start b#1', 'up b#1', 'start c#1'],
      ...['down c#1', 'closed c', 'closed d', 'stop b#1'],
      ...['down b#1', 'closed b', 'stop a#1'],
      ...['down a#1', 'closed a', 'exited start-failed'],
    ])
    expect(sut.reason).toMatchObject({
      type: 'start-failed',
      error: { code: 'start-failed', cause: error },
    })
    expect(sut.commands.filter(({ type }) => type === 'closed')).toEqual([
      { type: 'closed', id: 'c', reason: failed(error) },
      { type: 'closed', id: 'd', reason: { type: 'shutdown' } },
      { type: 'closed', id: 'b', reason: { type: 'shutdown' } },
      { type: 'closed', id: 'a', reason: { type: 'shutdown' } },
    ])
    expect(sut.state.restarts).toEqual([])
    expect([sut.started, sut.timers]).toEqual([0, 0])
  })

  test('S004 what the child itself said of its failure stays as it is', () => {
    const error = new ActorError('mismatch', 'another protocol', {
      target: 'app/a',
      expected: 'x',
      actual: 'y',
    })
    const sut = begin({ children: [{ id: 'a', script: { start: failed(error) } }] })
    expect(sut.reason).toEqual({ type: 'start-failed', error })
  })

  test('S004 a child that dies before it is up has failed to start, however it died', () => {
    const sut = begin({
      children: [{ id: 'a', script: { start: { type: 'signal', signal: 'SIGSEGV' } } }],
    })
    expect(sut.reason).toMatchObject({
      type: 'start-failed',
      error: {
        message: "app/a did not start: signal SIGSEGV. Look at the cause and the actor's log",
        details: { target: 'app/a', phase: 'setup' },
      },
    })
  })

  test('S004 an error of Troupe that a start did not report, but died of, is its cause', () => {
    const error = new ActorError('unsupported', 'no such thing here', { feature: 'x', kind: 'y' })
    const sut = begin({ children: [{ id: 'a', script: { start: { type: 'error', error } } }] })
    expect(sut.reason).toMatchObject({
      type: 'start-failed',
      error: { code: 'start-failed', cause: error },
    })
  })

  test('S005 a child with nothing to do is kept, and is no failure', () => {
    const sut = Simulation.up()
    const first = sut.startChild({ id: 'c1' }, { start: normal })
    const second = sut.startChild({ id: 'c2' })
    expect([first(), second()]).toEqual([{ type: 'ignored' }, { type: 'started', incarnation: 1 }])
    expect(sut.status).toBe('c1 stopped, c2 running')
    expect(sut.counts).toEqual([2, 1, 0, 2])
    expect(sut.state.restarts).toEqual([])
  })

  test('S005 in the list of the spec, such a child does not hold up the others', () => {
    const sut = begin({ children: [{ id: 'a', script: { start: normal } }, 'b'] })
    expect([sut.started, sut.status]).toEqual([1, 'a stopped, b running'])
  })

  test.each(['static', 'added'])(
    'S006 a temporary child with nothing to do is forgotten (%s)',
    (way) => {
      const idle = { id: 'a', restart: 'temporary', script: { start: normal } } as const
      const sut = begin({ children: way === 'static' ? [idle, 'b'] : ['b'] })
      if (way === 'added') sut.startChild(idle, idle.script)
      expect(sut.counts).toEqual([1, 1, 0, 1])
      expect(sut.look()).toContain('forgotten a')
    },
  )

  test.each(['one-for-one', 'one-for-all', 'dynamic'] as const)(
    'S007 S008 an added child that fails to start is dropped, and nothing else happens (%s)',
    (strategy) => {
      const sut = Simulation.up({ strategy })
      sut.startChild({ id: 'a' })
      const outcome = sut.startChild({ id: 'b' }, { start: failed('nope'), startsIn: 5 })
      expect(outcome()).toBeUndefined()
      sut.advance(5)
      expect(outcome()).toMatchObject({
        type: 'failed',
        error: { code: 'start-failed', cause: 'nope' },
      })
      expect([sut.status, sut.state.restarts, sut.living]).toEqual(['a running', [], 'a#1'])
    },
  )

  test('S007 of several starts under way, each answers its own caller only', () => {
    const sut = Simulation.up()
    const good = sut.startChild({ id: 'a' }, { startsIn: 10 })
    const bad = sut.startChild({ id: 'b' }, { start: failed(), startsIn: 5 })
    sut.advance(5)
    expect([bad()?.type, good()]).toEqual(['failed', undefined])
    sut.advance(5)
    expect(good()).toEqual({ type: 'started', incarnation: 1 })
  })

  test('S001 nothing happens before the start', () => {
    const sut = new Simulation({ children: ['a'] })
    sut.send({ type: 'fired', timer: 1, child: 'a' })
    expect(sut.look()).toEqual([])
  })

  test('S016 a start without progress is killed and fails with a timeout', () => {
    const sut = begin({
      children: ['a', { id: 'b', startTimeout: 100, script: { start: 'never', diesIn: 20 } }],
    })
    sut.advance(100)
    expect(sut.look().slice(-1)).toEqual(['kill b#1'])
    expect(sut.reason).toBeUndefined()
    sut.advance(20)
    expect(sut.reason).toMatchObject({
      type: 'start-failed',
      error: {
        code: 'start-failed',
        message:
          'app/b did not start: no progress within 100 ms. Report progress from its setup, or raise startTimeout',
        details: { target: 'app/b', phase: 'timeout' },
      },
    })
    expect(sut.living).toBe('')
  })

  test('S016 progress gives a start its time anew', () => {
    const sut = begin({ children: [{ id: 'a', startTimeout: 100, script: { startsIn: 250 } }] })
    for (const pause of [90, 90]) {
      sut.advance(pause)
      sut.send({ type: 'progressed', id: 'a', incarnation: 1 })
    }
    sut.advance(70)
    expect([sut.started, sut.timers]).toEqual([1, 0])
  })

  test('S019 a crash right after the start is seen', () => {
    const sut = begin({ children: ['a'] })
    sut.exit('a')
    expect(sut.look().slice(-3)).toEqual(['down a#1', 'start a#2', 'up a#2'])
  })

  test('a crash during the start of others is judged by the strategy, and the start goes on', () => {
    const sut = begin({
      strategy: 'one-for-all',
      children: ['a', { id: 'b', script: { startsIn: 50 } }],
    })
    sut.look()
    sut.exit('a')
    expect(sut.look()).toEqual([
      'down a#1',
      'stop b#1',
      'down b#1',
      'start a#2',
      'up a#2',
      'start b#2',
    ])
    sut.advance(50)
    expect([sut.started, sut.status]).toEqual([1, 'a running, b running'])
  })

  test('where order is open, no more than maxStarting start at a time', () => {
    const sut = Simulation.up({ maxStarting: 2 })
    for (const id of ['a', 'b', 'c', 'd', 'e']) sut.startChild({ id }, { startsIn: 10 })
    expect(sut.look()).toEqual(['start a#1', 'start b#1'])
    sut.advance(10)
    expect(sut.status).toContain('b running, c starting, d starting, e starting')
    sut.advance(20)
    expect(sut.counts).toEqual([5, 5, 0, 5])
  })
})
