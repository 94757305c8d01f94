import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChildState } from '../../src/supervise/state.ts'
import { actions, tree, type Action } from './arbitrary.ts'
import { watchOver } from './invariants.ts'
import type { Tree } from './script.ts'
import { check, patience } from './runs.ts'
import { Simulation } from './simulation.ts'

const run = (options: Tree, actions: readonly Action[], random = () => 0.5): Simulation => {
  const sut = new Simulation(options)
  sut.random = random
  watchOver(sut)
  sut.send({ type: 'start' })
  for (const act of actions) act(sut)
  return sut
}

test(
  'transition() breaks no law, whatever happens in whatever order',
  () => {
    return check(
      'laws of the supervisor',
      fc.property(tree, actions, (options, todo) => void run(options, todo)),
    )
  },
  patience,
)

test.each(['stop', 'kill'] as const)(
  'transition() always ends after %s: nobody lives, nothing ticks, all are answered',
  (end) => {
    return check(
      'laws of the supervisor',
      fc.property(tree, actions, actions, (options, todo, late) => {
        const sut = run(options, todo)
        sut.send({ type: end })
        for (const act of late) act(sut)
        sut.kill()
        sut.advance(100_000)
        expect(sut.exits).toHaveLength(1)
        expect(
          [...sut.children.alive.keys()].filter((name) => !sut.children.fenced.has(name)),
        ).toEqual([])
        expect(sut.timers).toBe(0)
        expect(sut.outcomes.size).toBe(sut.requested)
      }),
    )
  },
  patience,
)

test(
  'transition() comes to rest: left alone, all that should be is, or the supervisor is over',
  () => {
    return check(
      'laws of the supervisor',
      fc.property(tree, actions, (options, todo) => {
        const sut = run({ ...options, maxZombies: 'infinity' }, todo)
        sut.advance(1_000_000)
        const { phase, children } = sut.state
        if (phase === 'over' || holdsUp(sut)) return
        expect(phase).toBe('running')
        for (const { wanted, life: at } of children)
          expect(at).toBe(wanted === 'up' ? 'ready' : 'gone')
      }),
    )
  },
  patience,
)

/** Whether somebody who may take for ever to go does so. */
function holdsUp({ state }: Simulation): boolean {
  const isPatient = ({ life: at, spec, drain }: ChildState): boolean =>
    (at === 'stopping' && spec.shutdown === 'infinity') ||
    (at === 'draining' && drain === 'infinity')
  return [...state.children].some(isPatient)
}

test(
  'transition() is a function: the same again gives the same',
  () => {
    return check(
      'laws of the supervisor',
      fc.property(tree, actions, (options, todo) => {
        const [first, second] = [run(options, todo), run(options, todo)]
        expect(second.trace).toEqual(first.trace)
        expect(second.state).toEqual(first.state)
        expect(first.state.children.size).toBe([...first.state.children].length)
      }),
      200,
    )
  },
  patience,
)
