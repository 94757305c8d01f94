import { describe, expect, test } from 'vitest'
import type { ExitReason } from '../../src/isolate/exit.ts'
import { crash, normal } from './script.ts'
import { Simulation } from './simulation.ts'

const shutdown: ExitReason = { type: 'shutdown' }
const killed: ExitReason = { type: 'killed' }
const abnormal: ExitReason[] = [
  crash(),
  killed,
  { type: 'exit', code: 1 },
  { type: 'exit', code: 0 },
  { type: 'signal', signal: 'SIGSEGV' },
  { type: 'out-of-memory' },
  { type: 'stalled', milliseconds: 5 },
  { type: 'vanished' },
  { type: 'gave-up', child: 'x', reason: { type: 'vanished' } },
]

describe('B: restart rule and exit reason', () => {
  test.each([normal, shutdown, ...abnormal])(
    'S020 S021 S022 a permanent child comes back after $type',
    (reason) => {
      const sut = Simulation.up({ children: ['a'] })
      sut.exit('a', reason)
      expect(sut.living).toBe('a#2')
      expect(sut.counts).toEqual([1, 1, 0, 1])
      expect(sut.state.restarts).toHaveLength(1)
    },
  )

  test.each([normal, shutdown])(
    'S023 S024 a transient child stays away after $type, and can be restarted',
    (reason) => {
      const sut = Simulation.up({ children: [{ id: 'a', restart: 'transient' }] })
      sut.exit('a', reason)
      expect(sut.look()).toEqual(['down a#1', 'closed a'])
      expect([sut.status, sut.counts]).toEqual(['a stopped', [1, 0, 0, 1]])
      expect(sut.restartChild('a')()).toEqual({ type: 'started', incarnation: 2 })
    },
  )

  test.each(abnormal)('S025 a transient child comes back after $type', (reason) => {
    const sut = Simulation.up({ children: [{ id: 'a', restart: 'transient' }] })
    sut.exit('a', reason)
    expect(sut.living).toBe('a#2')
  })

  test.each([normal, shutdown, ...abnormal])(
    'S026 a temporary child is forgotten after $type, its id free at once',
    (reason) => {
      const sut = Simulation.up({ children: [{ id: 'a', restart: 'temporary' }] })
      sut.exit('a', reason)
      expect(sut.look()).toEqual(['down a#1', 'closed a', 'forgotten a'])
      expect(sut.counts).toEqual([0, 0, 0, 0])
      expect(sut.startChild({ id: 'a' })()).toEqual({ type: 'started', incarnation: 1 })
    },
  )

  test.each(['one-for-all', 'rest-for-one'] as const)(
    'S027 a temporary bystander is gone for good (%s)',
    (strategy) => {
      const sut = Simulation.up({ strategy, children: ['a', { id: 'b', restart: 'temporary' }] })
      sut.exit('a')
      expect(sut.look()).toEqual([
        ...['down a#1', 'stop b#1', 'down b#1', 'closed b', 'forgotten b'],
        ...['start a#2', 'up a#2'],
      ])
      expect(sut.status).toBe('a running')
    },
  )

  test('S028 exits that restart nobody use up no restarts', () => {
    const of = (restart: 'temporary' | 'transient') =>
      Array.from({ length: 10 }, (_, index) => ({ id: `${restart}${index}`, restart }))
    const sut = Simulation.up({
      restarts: { max: 1, within: 5_000 },
      children: [...of('temporary'), ...of('transient')],
    })
    for (const { id } of of('temporary')) sut.exit(id)
    for (const { id } of of('transient')) sut.exit(id, normal)
    expect([sut.state.phase, sut.state.restarts, sut.counts]).toEqual([
      'running',
      [],
      [10, 0, 0, 10],
    ])
  })

  test('S029 what comes from strangers and from lives that are over changes nothing', () => {
    const sut = Simulation.up({ children: ['a'] })
    sut.exit('a')
    const before = sut.state
    sut.commands.length = 0
    for (const life of [
      { id: 'a', incarnation: 1 },
      { id: 'a', incarnation: 3 },
      { id: 'x', incarnation: 1 },
    ]) {
      sut.send({ type: 'exited', reason: crash(), ...life })
      sut.send({ type: 'condemned', reason: crash(), ...life })
      for (const type of ['ready', 'progressed', 'drained'] as const) sut.send({ type, ...life })
    }
    sut.send({ type: 'fired', timer: 999, child: 'a' })
    expect(sut.state).toEqual(before)
    expect(sut.commands).toEqual([])
  })

  test('S030 every life starts by the same spec, whatever became of the one before', () => {
    const sut = Simulation.up({ strategy: 'dynamic' })
    sut.startChild({ id: 'a', startTimeout: 77 })
    const { spec } = sut.child('a')
    sut.exit('a')
    expect(sut.child('a').spec).toBe(spec)
  })

  test('S031 nothing of a temporary child is kept', () => {
    const sut = Simulation.up({ strategy: 'dynamic' })
    const before = sut.state
    sut.startChild({ id: 'a', restart: 'temporary' })
    sut.exit('a')
    expect({ ...sut.state, timers: 0 }).toEqual({ ...before, timers: 0 })
  })

  test('an exit tells its watchers, and whether it was by order', () => {
    const sut = Simulation.up({ children: ['a', 'b'] })
    const reason = crash('x')
    sut.exit('a', reason)
    sut.stopChild('b')
    expect(sut.commands.filter(({ type }) => type === 'down')).toEqual([
      { type: 'down', id: 'a', incarnation: 1, reason, asked: false },
      { type: 'down', id: 'b', incarnation: 1, reason: shutdown, asked: true },
    ])
  })

  test('a condemned child is killed, and judged by why it was', () => {
    const sut = Simulation.up({
      children: [{ id: 'a', restart: 'transient', script: { diesIn: 50 } }],
    })
    const reason: ExitReason = { type: 'stalled', milliseconds: 9 }
    sut.send({ type: 'condemned', id: 'a', incarnation: 1, reason })
    expect([sut.look(), sut.status]).toEqual([['kill a#1'], 'a restarting'])
    sut.advance(50)
    expect(sut.look()).toEqual(['down a#1', 'start a#2', 'up a#2'])
    expect(sut.commands).toContainEqual({
      type: 'down',
      id: 'a',
      incarnation: 1,
      reason,
      asked: false,
    })
  })

  test('S129 a failure that escalates is the supervisor’s: all end in order, and it says of whom and why', () => {
    const sut = Simulation.up({ children: ['a', 'b'] })
    const reason = { type: 'error', error: new Error('E'), escalate: true } as const
    sut.exit('b', reason)
    expect(sut.look()).toEqual([
      'down b#1',
      'closed b',
      'stop a#1',
      'down a#1',
      'closed a',
      'exited escalated',
    ])
    expect(sut.exits).toEqual([{ type: 'escalated', child: 'b', reason }])
    expect(sut.reports).toEqual([{ type: 'gave-up', id: 'b', reason, restarts: [] }])
  })

  test.each(['permanent', 'transient', 'temporary'] as const)(
    'S129 a failure escalates whatever the restart rule says (%s)',
    (restart) => {
      const sut = Simulation.up({ children: [{ id: 'a', restart }] })
      sut.exit('a', { type: 'error', error: 'E', escalate: true })
      expect(sut.reason).toMatchObject({ type: 'escalated', child: 'a' })
    },
  )

  test('S129 a failure of one that was stopped by order does not escalate', () => {
    const stop = { type: 'error', error: 'late', escalate: true } as const
    const sut = Simulation.up({ children: ['a', { id: 'b', script: { stop } }] })
    sut.stopChild('b')
    expect([sut.reason, sut.status]).toEqual([undefined, 'a running, b stopped'])
  })
})
