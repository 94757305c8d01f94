import { describe, expect, test } from 'vitest'
import { failed, normal, type Script, type Tree } from './script.ts'
import { Simulation } from './simulation.ts'

const instant = { min: 0 }
/** A child whose starts of these incarnations fail. */
const failing = (id: string, ...incarnations: number[]) => ({
  id,
  backoff: instant,
  script: (incarnation: number): Script =>
    incarnations.includes(incarnation) ? { start: failed() } : {},
})
/** A child that starts once and never again. */
const broken = (id: string, script: Script = { start: failed() }) => ({
  id,
  script: (incarnation: number): Script => (incarnation === 1 ? {} : script),
})

describe('E: failure while restarting', () => {
  test('S057 a restart that fails is tried again until it works', () => {
    const sut = Simulation.up({ restarts: { max: 2, within: 5_000 }, children: [failing('a', 2)] })
    sut.exit('a')
    expect([sut.living, sut.state.restarts.length, sut.state.phase]).toEqual(['a#3', 2, 'running'])
  })

  test.each(['one-for-one', 'one-for-all', 'rest-for-one', 'dynamic'] as const)(
    'S058 restarts that fail count, and at last it gives up (%s)',
    (strategy) => {
      const tree: Tree = { strategy, restarts: { max: 4, within: 60_000 } }
      const sut = Simulation.up(
        strategy === 'dynamic' ? tree : { ...tree, children: ['x', broken('a')] },
      )
      if (strategy === 'dynamic') sut.startChild({ id: 'a' }, broken('a').script)
      sut.look()
      sut.exit('a')
      sut.advance(60_000)
      expect(sut.look().filter((line) => line.startsWith('start a#'))).toHaveLength(4)
      expect(sut.reason).toEqual({ type: 'gave-up', child: 'a', reason: failed() })
      expect([sut.living, sut.timers]).toEqual(['', 0])
    },
  )

  test('S059 between tries the supervisor answers', () => {
    const sut = Simulation.up({
      restarts: { max: 99, within: 1_000 },
      children: [broken('a', { start: failed(), startsIn: 40 })],
    })
    sut.exit('a')
    sut.advance(2)
    for (const moment of ['starting', 'backing-off']) {
      expect(sut.child('a').life).toBe(moment)
      expect([sut.status, sut.counts]).toEqual(['a restarting', [1, 0, 0, 1]])
      expect(sut.startChild({ id: 'a' })()).toEqual({ type: 'refused', refusal: 'already-present' })
      expect(sut.restartChild('a')()).toEqual({ type: 'refused', refusal: 'restarting' })
      expect(sut.deleteChild('a')()).toEqual({ type: 'refused', refusal: 'restarting' })
      sut.advance(40)
    }
  })

  test('S060 stop-child calls the retry off, restart-child begins anew', () => {
    const sut = Simulation.up({
      children: [failing('a', 2)].map((child) => ({ ...child, backoff: { immediate: 0 } })),
    })
    sut.exit('a')
    sut.look()
    expect(sut.stopChild('a')()).toEqual({ type: 'done' })
    expect([sut.status, sut.timers]).toEqual(['a stopped', 0])
    sut.advance(100_000)
    expect(sut.look()).toEqual(['closed a'])
    expect(sut.restartChild('a')()).toMatchObject({ type: 'failed' })
    expect(sut.restartChild('a')()).toEqual({ type: 'started', incarnation: 3 })
  })

  test.each(['one-for-one', 'rest-for-one', 'dynamic'] as const)(
    'S061 S145 stop during the pause is prompt, and nothing starts later (%s)',
    (strategy) => {
      const sut = Simulation.up({ strategy })
      sut.startChild({ id: 'a', backoff: { immediate: 0, min: 100_000, max: 100_000 } })
      sut.exit('a')
      sut.look()
      sut.stop()
      sut.advance(1_000_000)
      expect(sut.look()).toEqual(['closed a', 'forgotten a', 'exited shutdown'])
      expect(sut.timers).toBe(0)
    },
  )

  test('S061 stop during a slow try stops that too', () => {
    const sut = Simulation.up({ children: [broken('a', { start: 'never', stopsIn: 10 })] })
    sut.exit('a')
    sut.stop()
    sut.advance(10)
    expect(sut.look()).toEqual([
      'down a#1',
      'start a#2',
      'stop a#2',
      'down a#2',
      'closed a',
      'exited shutdown',
    ])
  })

  test('S062 rest-for-one goes on at the child that failed', () => {
    const sut = Simulation.up({ strategy: 'rest-for-one', children: ['a', failing('b', 2), 'c'] })
    sut.exit('a')
    expect(sut.look()).toEqual([
      ...['down a#1', 'stop c#1', 'down c#1', 'stop b#1', 'down b#1'],
      ...[
        'start a#2',
        'up a#2',
        'start b#2',
        'down b#2',
        'start b#3',
        'up b#3',
        'start c#2',
        'up c#2',
      ],
    ])
  })

  test('S063 one-for-all starts over', () => {
    const sut = Simulation.up({ strategy: 'one-for-all', children: ['a', failing('b', 2)] })
    sut.exit('a')
    expect(sut.look()).toEqual([
      ...['down a#1', 'stop b#1', 'down b#1', 'start a#2', 'up a#2', 'start b#2'],
      ...['down b#2', 'stop a#2', 'down a#2', 'start a#3', 'up a#3', 'start b#3', 'up b#3'],
    ])
  })

  test('S063 the pause of one holds up all of its group', () => {
    const sut = Simulation.up({
      strategy: 'one-for-all',
      children: ['a', { id: 'b', backoff: { immediate: 0 } }],
    })
    sut.exit('b')
    expect(sut.look()).toEqual(['down b#1', 'stop a#1', 'down a#1'])
    expect(sut.status).toBe('a waiting, b restarting')
    sut.advance(100)
    expect(sut.look()).toEqual(['start a#2', 'up a#2', 'start b#2', 'up b#2'])
  })

  test('S064 children in a restart loop are counted, not as active', () => {
    const sut = Simulation.up({ strategy: 'dynamic', restarts: { max: 9, within: 1_000 } })
    const script = (incarnation: number): Script => ({ startsIn: incarnation === 1 ? 0 : 500 })
    for (const id of ['a', 'b', 'c']) sut.startChild({ id }, script)
    sut.exit('a')
    sut.exit('b')
    expect(sut.counts).toEqual([3, 1, 0, 3])
    sut.advance(500)
    expect(sut.counts).toEqual([3, 3, 0, 3])
  })

  test('S065 the rest of a rest-for-one waits for its turn', () => {
    const sut = Simulation.up({
      strategy: 'rest-for-one',
      children: ['a', broken('b', { start: 'never' }), 'c'],
    })
    sut.exit('b')
    expect(sut.status).toBe('a running, b restarting, c waiting')
    expect([sut.counts, sut.living]).toEqual([[3, 1, 0, 3], 'a#1 b#2'])
  })

  test('S066 a restarted child with nothing to do is kept, a dynamic one dropped', () => {
    const fixed = Simulation.up({ children: [broken('a', { start: normal })] })
    fixed.exit('a')
    expect([fixed.status, fixed.state.phase]).toEqual(['a stopped', 'running'])
    const dynamic = Simulation.up({ strategy: 'dynamic' })
    dynamic.startChild({ id: 'a' }, broken('a', { start: normal }).script)
    dynamic.exit('a')
    expect([dynamic.status, dynamic.state.phase]).toEqual(['', 'running'])
  })

  test('S067 a restart by hand that fails is not tried again', () => {
    const sut = Simulation.up({ children: [broken('a')] })
    sut.stopChild('a')
    expect(sut.restartChild('a')()).toMatchObject({
      type: 'failed',
      error: { code: 'start-failed' },
    })
    sut.advance(100_000)
    expect([sut.status, sut.timers, sut.state.restarts, sut.state.phase]).toEqual([
      'a stopped',
      0,
      [],
      'running',
    ])
  })

  test('S068 a first start that fails is tried once, also without a limit of restarts', () => {
    const sut = new Simulation({
      restarts: { max: 'infinity', within: 1 },
      children: [{ id: 'a', script: { start: failed() } }],
    })
    sut.send({ type: 'start' })
    expect(sut.look().filter((line) => line.startsWith('start a'))).toEqual(['start a#1'])
    expect(sut.reason?.type).toBe('start-failed')
  })
})
