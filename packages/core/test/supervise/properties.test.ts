import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ExitReason } from '../../src/isolate/exit.ts'
import type { ChildOptions } from '../../src/supervise/spec.ts'
import type { SupervisorState } from '../../src/supervise/state.ts'
import { watchOver } from './invariants.ts'
import { crash, failed, nameOf, normal, Simulation, type Script, type Tree } from './simulation.ts'

const wait = fc.constantFrom(0, 0, 0, 0, 0, 1, 50, 120, 6_000)
const reason = fc.constantFrom<ExitReason>(normal, { type: 'shutdown' }, crash(), crash(), { type: 'vanished' })

const troubled = fc.constantFrom<Script['start'][]>('ready', 'never', failed(), normal, crash())
const script: fc.Arbitrary<Script> = fc.record({
  start: fc.oneof({ weight: 40, arbitrary: fc.constant('ready' as const) }, { weight: 1, arbitrary: troubled }),
  startsIn: wait,
  stop: fc.constantFrom<Script['stop'][]>({ type: 'shutdown' }, { type: 'shutdown' }, 'never', normal, crash()),
  stopsIn: wait,
  drainsIn: fc.constantFrom(0, 10, 100_000),
  diesIn: fc.constantFrom(0, 0, 5, 2_000, Infinity),
})

const laterScript = fc.tuple(script, troubled).map(([life, start]) => ({ ...life, start }))

/** Scripts of the first lives, the later of them worse; all after them are good. */
const scripts = fc
  .tuple(script, fc.array(laterScript, { maxLength: 4 }))
  .map(([first, later]) => (incarnation: number) => [first, ...later][incarnation - 1] ?? {})

const child = (id: string) =>
  fc.record({
    id: fc.constant(id),
    restart: fc.constantFrom('permanent', 'permanent', 'transient', 'temporary'),
    shutdown: fc.constantFrom<ChildOptions['shutdown'][]>(100, 0, 'infinity', 'brutal-kill'),
    significant: fc.boolean(),
    startTimeout: fc.constantFrom(200, 10_000),
    zombieAfter: fc.constantFrom(500, 0),
    backoff: fc.constantFrom({}, { min: 0 }, { immediate: 0 }),
    script: scripts,
  }).map((options) => ({ ...options, significant: options.significant && options.restart !== 'permanent' }))

const ids = ['a', 'b', 'c', 'd', 'e', 'f']
type Action = (simulation: Simulation) => void

const target = fc.constantFrom(...ids)
const life = fc.record({ id: target, incarnation: fc.integer({ min: 1, max: 4 }) })
const draining = fc.constantFrom(undefined, undefined, 50, 'infinity' as const)

/** Ends one of those that live, by itself. */
const exitOf = (pick: number, why: ExitReason): Action => (sut) => {
  const living = [...sut.alive.values()].filter((one) => !sut.fenced.has(nameOf(one)))
  const one = living[pick % living.length]
  if (one !== undefined) sut.exit(one.id, why)
}

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.nat(5), reason).map(([pick, why]) => exitOf(pick, why)) },
  { weight: 4, arbitrary: fc.constantFrom(0, 1, 10, 100, 150, 1_000, 5_000, 30_000).map((time): Action => (sut) => sut.advance(time)) },
  { weight: 2, arbitrary: fc.tuple(target, draining).map(([id, drain]): Action => (sut) => void sut.stopChild(id, drain)) },
  { weight: 2, arbitrary: target.map((id): Action => (sut) => void sut.restartChild(id)) },
  { weight: 1, arbitrary: target.map((id): Action => (sut) => void sut.deleteChild(id)) },
  { weight: 2, arbitrary: target.chain(child).map((options): Action => (sut) => void sut.startChild({ ...options, significant: false }, options.script)) },
  { weight: 1, arbitrary: life.map((one): Action => (sut) => sut.send({ type: 'condemned', reason: { type: 'stalled', milliseconds: 1 }, ...one })) },
  { weight: 1, arbitrary: life.map((one): Action => (sut) => sut.send({ type: 'progressed', ...one })) },
  { weight: 1, arbitrary: life.map((one): Action => (sut) => sut.send({ type: 'ready', ...one })) },
)

const tree: fc.Arbitrary<Tree> = fc
  .record({
    strategy: fc.constantFrom('one-for-one', 'one-for-all', 'one-for-all', 'rest-for-one', 'rest-for-one', 'dynamic'),
    restarts: fc.record({ max: fc.constantFrom(0, 1, 3, 20, 20, 'infinity' as const), within: fc.constantFrom(1, 150, 5_000) }),
    autoShutdown: fc.constantFrom('never', 'never', 'any-significant', 'all-significant'),
    maxChildren: fc.constantFrom('infinity' as const, 4),
    maxStarting: fc.constantFrom(1, 8),
    maxZombies: fc.constantFrom(0, 1, 'infinity' as const),
    children: fc.constantFrom(0, 2, 3, 4, 5).chain((size) => fc.tuple(...ids.slice(0, size).map(child))),
  })
  .map((options): Tree => {
    if (options.strategy === 'dynamic') return { ...options, autoShutdown: 'never', children: [] }
    const isSignificant = options.autoShutdown !== 'never'
    return { ...options, children: options.children.map((one) => ({ ...one, significant: one.significant && isSignificant })) }
  })

const run = (options: Tree, actions: readonly Action[], random = () => 0.5): Simulation => {
  const sut = new Simulation(options)
  sut.random = random
  watchOver(sut)
  sut.send({ type: 'start' })
  for (const act of actions) act(sut)
  return sut
}
const runs = { numRuns: 1_000 }
export /** Mostly after the start is through. */
const actions = fc
  .tuple(fc.constantFrom(0, 30_000, 30_000), fc.array(action, { minLength: 5, maxLength: 40, size: 'max' }))
  .map(([time, rest]): readonly Action[] => [(sut) => sut.advance(time), ...rest])

test('transition() breaks no law, whatever happens in whatever order', () => {
  fc.assert(fc.property(tree, actions, (options, todo) => void run(options, todo)), runs)
})

test.each(['stop', 'kill'] as const)('transition() always ends after %s: nobody lives, nothing ticks, all are answered', (end) => {
  fc.assert(
    fc.property(tree, actions, actions, (options, todo, late) => {
      const sut = run(options, todo)
      sut.send({ type: end })
      for (const act of late) act(sut)
      sut.kill()
      sut.advance(100_000)
      expect(sut.exits).toHaveLength(1)
      expect([...sut.alive.keys()].filter((name) => !sut.fenced.has(name))).toEqual([])
      expect(sut.timers).toBe(0)
      expect(sut.outcomes.size).toBe(sut.requested)
    }),
    runs,
  )
})

test('transition() comes to rest: left alone, all that should be is, or the supervisor is over', () => {
  fc.assert(
    fc.property(tree, actions, (options, todo) => {
      const sut = run({ ...options, maxZombies: 'infinity' }, todo)
      sut.advance(1_000_000)
      const { phase, children } = sut.state
      if (phase === 'over' || holdsUp(sut)) return
      expect(phase).toBe('running')
      for (const { wanted, life: at } of children) expect(at).toBe(wanted === 'up' ? 'ready' : 'gone')
    }),
    runs,
  )
})

/** Whether somebody who may take for ever to go does so. */
function holdsUp({ state }: Simulation): boolean {
  const isPatient = ({ life: at, spec, drain }: SupervisorState['children'][number]): boolean =>
    (at === 'stopping' && spec.shutdown === 'infinity') || (at === 'draining' && drain === 'infinity')
  return state.children.some(isPatient)
}

test('transition() is a function: the same again gives the same, and the state is plain data', () => {
  fc.assert(
    fc.property(tree, actions, (options, todo) => {
      const [first, second] = [run(options, todo), run(options, todo)]
      expect(second.trace).toEqual(first.trace)
      expect(second.state).toEqual(first.state)
      expect(structuredClone(first.state.children.map(({ life: at, wanted }) => ({ at, wanted })))).toHaveLength(first.state.children.length)
    }),
    { numRuns: 200 },
  )
})
