import { describe, expect, test } from 'vitest'
import type { AutoShutdown } from '../../src/supervise/spec.ts'
import { crash, normal, type Tree } from './script.ts'
import { Simulation } from './simulation.ts'

type Restart = 'transient' | 'temporary'
const tree = (autoShutdown: AutoShutdown, restart: Restart, rest: Tree = {}): Tree => ({
  autoShutdown,
  children: [{ id: 'a', restart, significant: true }, 'b', { id: 'c', restart, significant: true }],
  ...rest,
})

describe('G: significant children', () => {
  test('S093 any-significant: a transient one that ended takes all along, in reverse', () => {
    const sut = Simulation.up(tree('any-significant', 'transient'))
    sut.exit('a', normal)
    expect(sut.look()).toEqual([
      ...['down a#1', 'closed a', 'stop c#1', 'down c#1', 'closed c'],
      ...['stop b#1', 'down b#1', 'closed b', 'exited shutdown'],
    ])
  })

  test.each([crash(), { type: 'killed' } as const])(
    'S094 a transient one that comes back takes nobody along ($type)',
    (reason) => {
      const sut = Simulation.up(tree('any-significant', 'transient'))
      sut.exit('a', reason)
      expect([sut.state.phase, sut.living]).toEqual(['running', 'b#1 c#1 a#2'])
    },
  )

  test.each([normal, crash(), { type: 'killed' } as const])(
    'S095 a temporary one does so after any exit ($type)',
    (reason) => {
      const sut = Simulation.up(tree('any-significant', 'temporary'))
      sut.exit('c', reason)
      expect(sut.reason).toEqual({ type: 'shutdown' })
    },
  )

  test.each(['transient', 'temporary'] as const)(
    'S096 all-significant waits for the last of them (%s)',
    (restart) => {
      const sut = Simulation.up(tree('all-significant', restart))
      sut.exit('a', normal)
      expect([sut.state.phase, sut.living]).toEqual(['running', 'b#1 c#1'])
      sut.exit('c', normal)
      expect(sut.reason).toEqual({ type: 'shutdown' })
    },
  )

  test.each(['transient', 'temporary'] as const)(
    'S097 a stop by hand takes nobody along (%s)',
    (restart) => {
      for (const rule of ['any-significant', 'all-significant'] as const) {
        const sut = Simulation.up(tree(rule, restart))
        sut.stopChild('a')
        sut.stopChild('c')
        expect([sut.state.phase, sut.living]).toEqual(['running', 'b#1'])
      }
    },
  )

  const strategies = ['one-for-one', 'one-for-all', 'rest-for-one'] as const
  test.each(
    strategies.flatMap((strategy) =>
      (['transient', 'temporary'] as const).map((restart) => ({ strategy, restart })),
    ),
  )('S098 nor does a stop that a sibling caused ($strategy, $restart)', ({ strategy, restart }) => {
    for (const rule of ['any-significant', 'all-significant'] as const) {
      const sut = Simulation.up(tree(rule, restart, { strategy }))
      sut.exit('b')
      expect([sut.state.phase, sut.child('b').incarnation]).toEqual(['running', 2])
    }
  })

  test.each(['never', 'any-significant', 'all-significant'] as const)(
    'S099 one that is not significant never does (%s)',
    (autoShutdown) => {
      const plain = (['transient', 'temporary'] as const).map((restart) => ({
        id: restart,
        restart,
      }))
      const sut = Simulation.up({ autoShutdown, children: [...plain, 'x'] })
      sut.exit('temporary', crash())
      sut.exit('transient', normal)
      expect([sut.state.phase, sut.living]).toEqual(['running', 'x#1'])
    },
  )

  test('S100 it cascades where the supervisor itself is significant', () => {
    const leaf = { id: 'C', restart: 'transient', significant: true } as const
    const inner: Tree = { autoShutdown: 'any-significant', children: [leaf] }
    for (const significant of [true, false]) {
      const branch = {
        id: 'B',
        type: 'supervisor',
        restart: 'transient',
        significant,
        script: { inner },
      } as const
      const sut = Simulation.up({ autoShutdown: 'any-significant', children: [branch, 'x'] })
      sut.inner('B').exit('C', normal)
      expect(sut.inner('B').reason).toEqual({ type: 'shutdown' })
      expect(sut.state.phase).toBe(significant ? 'over' : 'running')
    }
  })

  test('S101 all-significant counts only those that are wanted', () => {
    const sut = Simulation.up(tree('all-significant', 'transient'))
    sut.stopChild('a')
    sut.exit('c', normal)
    expect(sut.reason).toEqual({ type: 'shutdown' })
  })

  test('S101 one that is restarting is not gone', () => {
    const sut = Simulation.up(tree('all-significant', 'transient'))
    sut.exit('a')
    sut.exit('a')
    expect(sut.child('a').life).toBe('backing-off')
    sut.exit('c', normal)
    expect(sut.state.phase).toBe('running')
  })
})
