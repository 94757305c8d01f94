import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ExitReason } from '../../src/isolate/exit.ts'
import type { ChildOptions, RestartRule } from '../../src/supervise/spec.ts'
import { watchOver } from './invariants.ts'
import {
  advance,
  backoff,
  type ChildPlan,
  isBadStart,
  Model,
  type Plan,
  type World,
} from './model.ts'
import { check, patience } from './runs.ts'
import { crash, failed, normal, type Script, shutdown, type Tree } from './script.ts'
import { Simulation } from './simulation.ts'

const rule = fc.constantFrom<RestartRule[]>('permanent', 'permanent', 'transient', 'temporary')
const leaves = ['a', 'b', 'c', 'flaky d', 'flaky e']
const leaf = fc.record({ id: fc.constantFrom(...leaves), restart: rule })

/** A supervisor with supervisors below, so many levels deep at most. */
function plan(levels: number): fc.Arbitrary<Plan> {
  const branch = fc.record({
    id: fc.constantFrom('s', 't', 'u'),
    restart: rule,
    ...(levels > 0 && { inner: plan(levels - 1) }),
  })
  const child: fc.Arbitrary<ChildPlan> =
    levels > 0 ? fc.oneof({ weight: 2, arbitrary: leaf }, branch) : leaf
  return fc
    .record({
      strategy: fc.constantFrom('one-for-one', 'one-for-all', 'rest-for-one', 'dynamic'),
      restarts: fc.record({
        max: fc.constantFrom(0, 1, 3, 10, 100),
        within: fc.constantFrom(1, 150, 5_000),
      }),
      autoShutdown: fc.constantFrom('never', 'never', 'any-significant', 'all-significant'),
      children: fc.uniqueArray(fc.tuple(child, fc.boolean()), {
        selector: ([{ id }]) => id,
        maxLength: 6,
        size: 'max',
      }),
    })
    .map(({ children, autoShutdown, ...rest }): Plan => {
      if (rest.strategy === 'dynamic') return { ...rest, autoShutdown: 'never', children: [] }
      return {
        ...rest,
        autoShutdown,
        children: children.map(([one, flag]) => significant(one, flag && autoShutdown !== 'never')),
      }
    })
}

function significant(child: ChildPlan, flag: boolean): ChildPlan {
  return { ...child, significant: flag && child.restart !== 'permanent' }
}

function scriptOf({ id, inner }: ChildPlan): (incarnation: number) => Script {
  return (life) =>
    inner ? { inner: treeOf(inner) } : { start: isBadStart(id, life) ? failed() : 'ready' }
}

function optionsOf(child: ChildPlan): ChildOptions {
  const { id, restart, significant: counts = false, inner } = child
  return { id, restart, significant: counts, backoff, type: inner ? 'supervisor' : 'worker' }
}

function treeOf({ children, ...options }: Plan): Tree {
  return {
    ...options,
    children: children.map((child) => ({ ...optionsOf(child), script: scriptOf(child) })),
  }
}

/** The tree in the model, the one under test, and what both are to do. */
interface Pair {
  readonly world: World
  readonly model: Model
  readonly sut: Simulation
}
type Step = (pair: Pair) => void

/** One of the supervisors that live, in both trees. */
function place({ model, sut }: Pair, pick: number): [Model, Simulation] {
  const models = model.all
  const sims = all(sut)
  return [models[pick % models.length]!, sims[pick % sims.length]!]
}

function all(sut: Simulation): Simulation[] {
  const below = [...sut.state.children].flatMap(({ spec, life }) => {
    const inner = life === 'ready' ? sut.children.inner.get(spec.id) : undefined
    return inner === undefined ? [] : all(inner)
  })
  return [sut, ...below]
}

const which = fc.nat(30)
const escalated: ExitReason = { type: 'error', error: 'crash', escalate: true }
const reason = fc.constantFrom(
  ...[crash(), crash(), crash(), crash(), normal, normal, shutdown, shutdown, escalated],
)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.tuple(which, which, reason).map(([at, pick, why]): Step => (pair) => {
      const [model, sut] = place(pair, at)
      const alive = model.children.filter((child) => child.alive && !child.plan.inner)
      const child = alive[pick % alive.length]
      if (child === undefined) return
      model.exit(child, why.type === 'error', why === escalated)
      sut.exit(child.plan.id, why)
    }),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(1, 50, 100, 150, 400, 550, 2_000, 6_000)
      .map((milliseconds): Step => ({ model, world, sut }) => {
        advance(model, world, milliseconds)
        sut.advance(milliseconds)
      }),
  },
  fc.tuple(which, leaf).map(([at, child]): Step => (pair) => {
    const [model, sut] = place(pair, at)
    model.add(child)
    sut.startChild(optionsOf(child), scriptOf(child))
  }),
  ...(['stop', 'restart', 'delete'] as const).map((act) =>
    fc.tuple(which, which).map(([at, pick]): Step => (pair) => {
      const [model, sut] = place(pair, at)
      const child = model.children[pick % model.children.length]
      if (child === undefined) return
      model[act](child)
      sut[`${act}Child`](child.plan.id)
    }),
  ),
)

/** A tree in words. */
function drawing(model: Model): string {
  if (model.over) return 'over'
  const children = model.children.map(({ plan: { id }, alive, wanted, lives, inner }) => {
    const status = alive ? 'runs' : wanted ? 'waits' : 'rests'
    return `${id} ${status} ${lives}${inner ? ` (${drawing(inner)})` : ''}`
  })
  return `${children.join(', ')} after ${model.restarts.length}`
}

function seen({ state, children: { inner } }: Simulation): string {
  if (state.phase === 'over') return 'over'
  const children = [...state.children].map(({ spec: { id }, life, wanted, incarnation }) => {
    const status = life === 'ready' ? 'runs' : wanted === 'up' ? 'waits' : 'rests'
    const below = life === 'ready' ? inner.get(id) : undefined
    return `${id} ${status} ${incarnation}${below ? ` (${seen(below)})` : ''}`
  })
  return `${children.join(', ')} after ${state.restarts.length}`
}

test(
  'S132 transition() does in a random tree what the model says, whatever happens',
  () => {
    return check(
      'model of the supervisor',
      fc.property(
        plan(2),
        fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }),
        (drawn, steps) => {
          const world = { now: 0, pauses: 0 }
          const sut = new Simulation(treeOf(drawn))
          watchOver(sut)
          sut.send({ type: 'start' })
          const pair = { world, model: new Model(drawn, world), sut }
          for (const act of steps) {
            act(pair)
            expect(seen(sut)).toBe(drawing(pair.model))
          }
          sut.stop()
          expect([sut.living, sut.timers, sut.clock.pending]).toEqual(['', 0, 0])
        },
      ),
    )
  },
  patience,
)
