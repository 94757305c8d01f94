import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAbnormal, type ExitReason } from '../../src/isolate/exit.ts'
import type { RestartRule, Strategy } from '../../src/supervise/spec.ts'
import { crash, normal } from './script.ts'
import { Simulation } from './simulation.ts'

/** One child, as a person would draw it. */
interface Drawn {
  readonly id: string
  readonly restart: RestartRule
  up: boolean
  lives: number
}

/**
 * What supervision means where nothing takes time, in as few words as possible. It shares no code
 * with the supervisor and is compared with it after every step.
 */
class Model {
  children: Drawn[] = []
  readonly strategy: Strategy

  constructor(strategy: Strategy) {
    this.strategy = strategy
  }

  add(id: string, restart: RestartRule): void {
    if (this.children.every((child) => child.id !== id))
      this.children.push({ id, restart, up: true, lives: 1 })
  }

  exit(child: Drawn, reason: ExitReason): void {
    if (child.restart === 'permanent' || (child.restart === 'transient' && isAbnormal(reason)))
      this.#comeBack(child)
    else this.#leave(child)
  }

  stop(child: Drawn): void {
    this.#leave(child)
  }

  restart(child: Drawn): void {
    if (child.up || this.strategy === 'dynamic') return
    child.up = true
    child.lives += 1
  }

  delete(child: Drawn): void {
    if (!child.up && this.strategy !== 'dynamic') this.#drop(child)
  }

  #leave(child: Drawn): void {
    child.up = false
    if (child.restart === 'temporary' || this.strategy === 'dynamic') this.#drop(child)
  }

  #drop(child: Drawn): void {
    this.children = this.children.filter((other) => other !== child)
  }

  #comeBack(child: Drawn): void {
    const from = { 'one-for-all': 0, 'rest-for-one': this.children.indexOf(child) }[
      this.strategy as string
    ]
    for (const one of from === undefined ? [child] : this.children.slice(from)) {
      if (one.restart === 'temporary') this.#drop(one)
      one.up = true
      one.lives += 1
    }
  }
}

const ids = ['a', 'b', 'c', 'd']
const target = fc.constantFrom(...ids)
const rule = fc.constantFrom<RestartRule[]>('permanent', 'permanent', 'transient', 'temporary')
const reason = fc.constantFrom<ExitReason[]>(
  crash(),
  normal,
  { type: 'shutdown' },
  { type: 'killed' },
)

type Step = (model: Model, sut: Simulation) => void
const on = (id: string, model: Model, act: (child: Drawn) => void): void => {
  const child = model.children.find((one) => one.id === id)
  if (child !== undefined) act(child)
}
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(target, rule).map(([id, restart]): Step => (model, sut) => {
    model.add(id, restart)
    sut.startChild({ id, restart, backoff: { min: 0 } })
  }),
  fc.tuple(target, reason).map(
    ([id, why]): Step =>
      (model, sut) =>
        on(id, model, (child) => {
          if (!child.up) return
          model.exit(child, why)
          sut.exit(id, why)
        }),
  ),
  ...(['stop', 'restart', 'delete'] as const).map((act) =>
    target.map((id): Step => (model, sut) => {
      on(id, model, (child) => model[act](child))
      sut[`${act}Child`](id)
    }),
  ),
)

const drawing = (model: Model): string =>
  model.children
    .map(({ id, up, lives }) => `${id} ${up ? 'running' : 'stopped'} ${lives}`)
    .join(', ')
const seen = ({ state }: Simulation): string =>
  [...state.children]
    .map(
      ({ spec, life, incarnation }) =>
        `${spec.id} ${life === 'ready' ? 'running' : 'stopped'} ${incarnation}`,
    )
    .join(', ')

test.each(['one-for-one', 'one-for-all', 'rest-for-one', 'dynamic'] as const)(
  'transition() does what the model says, where nothing takes time (%s)',
  (strategy) => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), (steps) => {
        const sut = Simulation.up({ strategy, restarts: { max: 'infinity', within: 1 } })
        const model = new Model(strategy)
        for (const act of steps) {
          act(model, sut)
          expect(seen(sut)).toBe(drawing(model))
        }
      }),
      { numRuns: 500 },
    )
  },
)
