import { describe, expect, it } from 'vitest'
import {
  actor,
  ask,
  child,
  type ChildDefinition,
  type InspectionEvent,
  memory,
  pool,
  protocol,
  supervisor,
  watch,
} from '../../src/index.ts'
import type { LifeReport, Member } from '../../src/supervise/member.ts'
import { completeChild } from '../../src/supervise/spec.ts'
import { atOnce, Fragile, fragile, listener, stage, until } from '../support/stage.ts'

const Bomb = protocol('bomb', { go: ask<string, never>(), echo: ask<string, string>() })
const bomb = actor(
  Bomb,
  () => ({
    go(words) {
      throw new RangeError(words)
    },
    echo: (words) => words,
  }),
  { onFailure: () => 'escalate' },
)
const one = () => child(Fragile, memory(fragile), atOnce)
const explosive = () => child(Bomb, memory(bomb), atOnce)

/** Who ended and gave up, and why. */
const course = (events: readonly InspectionEvent[]): string[] =>
  events.flatMap((event) =>
    event.type === 'child-exited' || event.type === 'gave-up'
      ? [`${event.path} ${event.type} ${event.reason.type}`]
      : [],
  )

const isReadyAgain = (path: string, events: readonly InspectionEvent[]): boolean =>
  events.filter((event) => event.type === 'child-ready' && event.path === path).length === 2

describe('onFailure: escalate', () => {
  it('S129 at the root ends the tree in order; exited says of whom and why', async () => {
    const { app, events } = await stage({ first: one(), bomb: explosive(), last: one() })
    const heard = listener()
    watch(app.children.bomb, heard)
    await expect(app.children.bomb.ask.go('boom')).rejects.toMatchObject({ code: 'thrown' })
    expect(await app.exited).toMatchObject({
      type: 'escalated',
      child: 'bomb',
      reason: { type: 'error', error: { name: 'RangeError', message: 'boom' }, escalate: true },
    })
    expect(course(events)).toEqual([
      'app/bomb child-exited error',
      'app gave-up error',
      'app/last child-exited shutdown',
      'app/first child-exited shutdown',
    ])
    expect(heard.downs).toMatchObject([{ final: true, reason: { error: { message: 'boom' } } }])
  })

  it('S129 below another supervisor is that one’s to judge: it restarts the whole branch', async () => {
    const { app, events } = await stage({
      other: one(),
      branch: supervisor({ ...atOnce, children: { leaf: one(), bomb: explosive() } }),
    })
    const { other, branch } = app.children
    await Promise.all([other.ask.add(1), branch.children.leaf.ask.add(1)])
    await expect(branch.children.bomb.ask.go('boom')).rejects.toMatchObject({ code: 'thrown' })
    await until(() => isReadyAgain('app/branch/bomb', events))
    expect(await branch.children.bomb.ask.echo('back')).toBe('back')
    expect(await branch.children.leaf.ask.add(1)).toBe(1)
    expect(await other.ask.add(1)).toBe(2)
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'restart-scheduled',
        path: 'app/branch',
        reason: expect.objectContaining({ type: 'escalated', child: 'bomb' }),
      }),
    )
    await app.stop()
  })

  it('S129 in a pool restarts all its members', async () => {
    const { app, events } = await stage({ many: pool(Bomb, memory(bomb), { size: 2 }) })
    await expect(app.children.many.ask.go('boom')).rejects.toMatchObject({ code: 'thrown' })
    await until(() => isReadyAgain('app/many/1', events))
    expect(await app.children.many.ask.echo('back')).toBe('back')
    const born = events.filter(({ type }) => type === 'child-starting').map(({ path }) => path)
    expect(born.sort()).toEqual(['0', '0', '1', '1'].map((id) => `app/many/${id}`))
    await app.stop()
  })
})

/** A member that fails as a member: what performs the supervisor's orders is itself broken. */
function faulty(fails: (incarnation: number) => boolean): ChildDefinition<() => void> {
  let end: () => void = () => {}
  const member = (id: string): Member => ({
    spec: completeChild({ id, ...atOnce, zombieAfter: 0 }),
    start(incarnation, report: LifeReport) {
      if (fails(incarnation)) throw new TypeError('cannot even start')
      end = () => report.exited({ type: 'error', error: 'crash' })
      report.ready()
    },
    up() {},
    drain() {},
    stop: () => end(),
    kill: () => end(),
    fence() {},
    down() {},
    close() {},
    look: () => ({}),
    measure() {},
    forget() {},
  })
  const { subtree } = supervisor({ children: {} })
  return { subtree, mount: ({ id }) => ({ member: member(id), exposed: () => end() }) }
}

describe('a supervisor that fails itself', () => {
  it('S128 ends with all its children, and its own supervisor hears of it, not of the child', async () => {
    const { app, clock, events } = await stage({
      middle: supervisor({
        restart: 'temporary',
        children: { leaf: one(), broken: faulty((incarnation) => incarnation > 1) },
      }),
    })
    const { middle } = app.children
    middle.children.broken()
    clock.advance(0)
    await until(() =>
      events.some(({ path, type }) => path === 'app/middle' && type === 'child-exited'),
    )
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'child-exited',
        path: 'app/middle',
        reason: { type: 'error', error: new TypeError('cannot even start') },
      }),
    )
    expect([app.list(), app.lookup(Fragile, 'app/middle/leaf')]).toEqual([[], undefined])
    await app.stop()
  })
})
