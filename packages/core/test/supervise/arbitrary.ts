import fc from 'fast-check'
import type { ExitReason } from '../../src/isolate/exit.ts'
import type { ChildOptions } from '../../src/supervise/spec.ts'
import { crash, failed, nameOf, normal, type Script, type Tree } from './script.ts'
import type { Simulation } from './simulation.ts'

const wait = fc.constantFrom(0, 0, 0, 0, 0, 1, 50, 120, 6_000)
const reason = fc.constantFrom<ExitReason>(normal, { type: 'shutdown' }, crash(), crash(), {
  type: 'vanished',
})

const troubled = fc.constantFrom<Script['start'][]>('ready', 'never', failed(), normal, crash())
const script: fc.Arbitrary<Script> = fc.record({
  start: fc.oneof(
    { weight: 40, arbitrary: fc.constant('ready' as const) },
    { weight: 1, arbitrary: troubled },
  ),
  startsIn: wait,
  stop: fc.constantFrom<Script['stop'][]>(
    { type: 'shutdown' },
    { type: 'shutdown' },
    'never',
    normal,
    crash(),
  ),
  stopsIn: wait,
  drainsIn: fc.constantFrom(0, 10, 100_000),
  diesIn: fc.constantFrom(0, 0, 5, 2_000, Infinity),
})

const laterScript = fc.tuple(script, troubled).map(([life, start]) => ({ ...life, start }))

/** Scripts of the first lives, the later of them worse; all after them are good. */
const scripts = fc.tuple(script, fc.array(laterScript, { maxLength: 4 })).map(
  ([first, later]) =>
    (incarnation: number) =>
      [first, ...later][incarnation - 1] ?? {},
)

const child = (id: string) =>
  fc
    .record({
      id: fc.constant(id),
      restart: fc.constantFrom('permanent', 'permanent', 'transient', 'temporary'),
      shutdown: fc.constantFrom<ChildOptions['shutdown'][]>(100, 0, 'infinity', 'brutal-kill'),
      significant: fc.boolean(),
      startTimeout: fc.constantFrom(200, 10_000),
      zombieAfter: fc.constantFrom(500, 0),
      backoff: fc.constantFrom({}, { min: 0 }, { immediate: 0 }),
      script: scripts,
    })
    .map((options) => ({
      ...options,
      significant: options.significant && options.restart !== 'permanent',
    }))

const ids = ['a', 'b', 'c', 'd', 'e', 'f']
/** Something that happens to a supervisor. */
export type Action = (simulation: Simulation) => void

const stalled: ExitReason = { type: 'stalled', milliseconds: 1 }
const target = fc.constantFrom(...ids)
const life = fc.record({ id: target, incarnation: fc.integer({ min: 1, max: 4 }) })
const draining = fc.constantFrom(undefined, undefined, 50, 'infinity' as const)

/** Ends one of those that live, by itself. */
function endOne(sut: Simulation, pick: number, why: ExitReason): void {
  const { alive, fenced } = sut.children
  const living = [...alive.values()].filter((one) => !fenced.has(nameOf(one)))
  const one = living[pick % living.length]
  if (one !== undefined) sut.exit(one.id, why)
}

function often<Value>(
  weight: number,
  arbitrary: fc.Arbitrary<Value>,
  act: (sut: Simulation, value: Value) => void,
): { weight: number; arbitrary: fc.Arbitrary<Action> } {
  return { weight, arbitrary: arbitrary.map((value) => (sut) => act(sut, value)) }
}

const time = fc.constantFrom(0, 1, 10, 100, 150, 1_000, 5_000, 30_000)
const action: fc.Arbitrary<Action> = fc.oneof(
  often(8, fc.tuple(fc.nat(5), reason), (sut, [pick, why]) => endOne(sut, pick, why)),
  often(4, time, (sut, milliseconds) => sut.advance(milliseconds)),
  often(2, fc.tuple(target, draining), (sut, [id, drain]) => sut.stopChild(id, drain)),
  often(2, target, (sut, id) => sut.restartChild(id)),
  often(1, target, (sut, id) => sut.deleteChild(id)),
  often(2, target.chain(child), (sut, { script: act, ...options }) =>
    sut.startChild({ ...options, significant: false }, act),
  ),
  often(1, life, (sut, one) => sut.send({ type: 'condemned', reason: stalled, ...one })),
  often(1, life, (sut, one) => sut.send({ type: 'progressed', ...one })),
  often(1, life, (sut, one) => sut.send({ type: 'ready', ...one })),
)

/** Any supervisor, with children that behave anyhow. */
export const tree: fc.Arbitrary<Tree> = fc
  .record({
    strategy: fc.constantFrom(
      'one-for-one',
      'one-for-all',
      'one-for-all',
      'rest-for-one',
      'rest-for-one',
      'dynamic',
    ),
    restarts: fc.record({
      max: fc.constantFrom(0, 1, 3, 20, 20, 'infinity' as const),
      within: fc.constantFrom(1, 150, 5_000),
    }),
    autoShutdown: fc.constantFrom('never', 'never', 'any-significant', 'all-significant'),
    maxChildren: fc.constantFrom('infinity' as const, 4),
    maxStarting: fc.constantFrom(1, 8),
    maxZombies: fc.constantFrom(0, 1, 'infinity' as const),
    children: fc
      .constantFrom(0, 2, 3, 4, 5)
      .chain((size) => fc.tuple(...ids.slice(0, size).map(child))),
  })
  .map((options): Tree => {
    if (options.strategy === 'dynamic') return { ...options, autoShutdown: 'never', children: [] }
    const isSignificant = options.autoShutdown !== 'never'
    return {
      ...options,
      children: options.children.map((one) => ({
        ...one,
        significant: one.significant && isSignificant,
      })),
    }
  })

/** Mostly after the start is through. */
export const actions = fc
  .tuple(
    fc.constantFrom(0, 30_000, 30_000),
    fc.array(action, { minLength: 5, maxLength: 40, size: 'max' }),
  )
  .map(([time, rest]): readonly Action[] => [(sut) => sut.advance(time), ...rest])
