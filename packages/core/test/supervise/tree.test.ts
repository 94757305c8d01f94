import { describe, expect, test } from 'vitest'
import { crash, type Tree } from './script.ts'
import { Simulation } from './simulation.ts'

const instant = { min: 0 }
const branch = (id: string, inner: Tree, rest: object = {}) => ({
  id,
  type: 'supervisor' as const,
  backoff: instant,
  script: { inner },
  ...rest,
})
const fragile = { restarts: { max: 0, within: 5_000 } }

describe('J: trees', () => {
  test('S123 a subtree that gave up is its parent’s failure: one-for-all restarts every branch', () => {
    const sut = Simulation.up({
      strategy: 'one-for-all',
      children: [
        branch('left', { children: ['x'] }),
        branch('right', { ...fragile, children: ['y'] }),
      ],
    })
    const [left, right] = [sut.inner('left'), sut.inner('right')]
    left.startChild({ id: 'extra' })
    right.exit('y')
    expect([right.reason, left.reason]).toEqual([
      { type: 'gave-up', child: 'y', reason: crash() },
      { type: 'shutdown' },
    ])
    expect(sut.inner('left').status).toBe('x running')
    expect(sut.inner('right').status).toBe('y running')
  })

  test.each(['permanent', 'transient'] as const)(
    'S124 S125 a %s subtree that gave up comes back, counted once',
    (restart) => {
      const sut = Simulation.up({
        children: [branch('inner', { ...fragile, children: ['x'] }, { restart })],
      })
      sut.inner('inner').exit('x')
      expect(sut.state.restarts).toHaveLength(1)
      expect([sut.living, sut.inner('inner').status]).toEqual(['inner#2', 'x running'])
    },
  )

  test('S052 S126 each level counts for itself, so the starts multiply', () => {
    const inner = {
      restarts: { max: 2, within: 5_000 },
      children: [{ id: 'leaf', backoff: instant }],
    }
    const sut = Simulation.up({
      restarts: { max: 1, within: 5_000 },
      children: [branch('inner', inner)],
    })
    let starts = 0
    while (sut.reason === undefined) {
      starts += 1
      sut.inner('inner').exit('leaf')
    }
    const reason = { type: 'gave-up', child: 'leaf', reason: crash() }
    expect([starts, sut.reason]).toEqual([6, { type: 'gave-up', child: 'inner', reason }])
  })

  test('S127 a branch that collapses leaves the others alone', () => {
    const sut = Simulation.up({
      children: [branch('a', { children: ['x'] }), branch('b', { ...fragile, children: ['y'] })],
    })
    sut.inner('b').exit('y')
    expect(sut.living).toBe('a#1 b#2')
    expect(sut.inner('a').living).toBe('x#1')
  })

  test('S004 a subtree that does not start fails the whole start, with the leaf’s own error', () => {
    const error = new Error('no model')
    const leaf = { id: 'leaf', script: { start: { type: 'start-failed', error } as const } }
    const sut = new Simulation({ children: ['a', branch('inner', { children: ['b', leaf] })] })
    sut.send({ type: 'start' })
    expect(sut.reason).toMatchObject({
      type: 'start-failed',
      error: { details: { target: 'app/inner/leaf' }, cause: error },
    })
    expect([sut.living, sut.inner('inner').living]).toEqual(['', ''])
  })

  test('S070 a tree stops depth first, last branch first', () => {
    const sut = Simulation.up({ children: [branch('a', { children: ['x', 'y'] }), 'b'] })
    const inner = sut.inner('a')
    inner.look()
    sut.stop()
    const downs = inner.look().filter((line) => line.startsWith('down'))
    expect(downs).toEqual(['down y#1', 'down x#1'])
    expect(sut.look()).toEqual([
      'stop b#1',
      'down b#1',
      'closed b',
      'stop a#1',
      'down a#1',
      'closed a',
      'exited shutdown',
    ])
  })

  test('S086 a tree drains from the end, each child as long as it may', () => {
    const slow = (id: string) => ({ id, script: { drainsIn: 30 } })
    const sut = Simulation.up({
      children: [branch('inner', { children: [slow('x'), slow('y')] }), 'b'],
    })
    const inner = sut.inner('inner')
    inner.look()
    sut.stop(100)
    expect(inner.look()).toEqual(['drain y#1'])
    sut.advance(60)
    expect(inner.look()).toContain('exited shutdown')
    expect(sut.look()).toEqual([
      ...['drain b#1', 'stop b#1', 'down b#1', 'closed b'],
      ...['drain inner#1', 'down inner#1', 'closed inner', 'exited shutdown'],
    ])
  })

  test('S088 S089 a subtree that does not stop in time is killed with all that is below', () => {
    const stubborn = { id: 'leaf', script: { stop: 'never', diesIn: 20 } } as const
    const inner = { children: [branch('deep', { children: [stubborn] })] }
    const sut = Simulation.up({ children: [branch('mid', inner, { shutdown: 100 })] })
    const mid = sut.inner('mid')
    const deep = mid.inner('deep')
    sut.stop()
    sut.advance(100)
    expect(deep.living).toBe('leaf#1')
    sut.advance(20)
    expect([deep.living, deep.reason, mid.reason]).toEqual([
      '',
      { type: 'killed' },
      { type: 'killed' },
    ])
    expect(sut.reason).toEqual({ type: 'shutdown' })
  })

  test('S090 a deep tree starts and stops', () => {
    const deep = (levels: number): Tree =>
      levels === 0 ? { children: ['leaf'] } : { children: [branch('inner', deep(levels - 1))] }
    const sut = Simulation.up(deep(200))
    sut.stop()
    expect([sut.living, sut.reason]).toEqual(['', { type: 'shutdown' }])
  })

  test('S130 the root says once that it gave up, and nothing lives', () => {
    const sut = Simulation.up({
      ...fragile,
      children: [branch('inner', { ...fragile, children: ['x', 'y'] })],
    })
    const inner = sut.inner('inner')
    inner.exit('x')
    expect([sut.exits, sut.living, inner.living, sut.timers]).toEqual([
      [
        {
          type: 'gave-up',
          child: 'inner',
          reason: { type: 'gave-up', child: 'x', reason: crash() },
        },
      ],
      '',
      '',
      0,
    ])
  })

  test('S131 a supervisor that stops takes no new children', () => {
    const sut = Simulation.up({ children: [{ id: 'a', script: { stopsIn: 5 } }] })
    sut.stop()
    expect(sut.startChild({ id: 'b' })()).toEqual({ type: 'refused', refusal: 'stopping' })
  })
})
