import { describe, expect, test } from 'vitest'
import { nameOf, normal, type Script } from './script.ts'
import { Simulation } from './simulation.ts'

const stalled = { type: 'stalled', milliseconds: 9 } as const
/** A child that hangs in its first life and does not die for so long. */
const undying = (id: string, diesIn: number, zombieAfter: number | 'infinity' = 1_000) => ({
  id,
  zombieAfter,
  backoff: { min: 0 },
  script: { stop: 'never', diesIn } satisfies Script as Script,
})
const condemn = (sut: Simulation, id: string): void =>
  sut.send({ type: 'condemned', id, incarnation: sut.child(id).incarnation, reason: stalled })

describe('zombies: a kill is neither instant nor certain', () => {
  test('S144 J07 the replacement waits until the old life is really gone', () => {
    const sut = Simulation.up({ children: [undying('a', 3_000, 'infinity')] })
    condemn(sut, 'a')
    sut.advance(2_999)
    expect([sut.look(), sut.status, sut.child('a').failures]).toEqual([
      ['kill a#1'],
      'a restarting',
      0,
    ])
    expect(sut.startChild({ id: 'b' })()).toEqual({ type: 'started', incarnation: 1 })
    sut.advance(1)
    expect(sut.look().slice(-3)).toEqual(['down a#1', 'start a#2', 'up a#2'])
  })

  test('after its time it is fenced, the replacement starts, and its exit is nobody else’s', () => {
    const sut = Simulation.up({ children: [undying('a', 3_000)] })
    condemn(sut, 'a')
    sut.advance(1_000)
    expect(sut.look()).toEqual(['kill a#1', 'fence a#1', 'down a#1', 'start a#2', 'up a#2'])
    expect(sut.state.zombies).toEqual([{ id: 'a', incarnation: 1 }])
    sut.advance(2_000)
    expect([sut.look(), sut.state.zombies, sut.living]).toEqual([[], [], 'a#2'])
  })

  test('the reason of a fenced life is why it was condemned, or that it was killed', () => {
    const sut = Simulation.up({
      children: [undying('a', Infinity), { ...undying('b', Infinity), shutdown: 10 }],
    })
    condemn(sut, 'a')
    sut.stopChild('b')
    sut.advance(1_010)
    expect(sut.commands.filter(({ type }) => type === 'down')).toMatchObject([
      { id: 'a', reason: stalled, asked: false },
      { id: 'b', reason: { type: 'killed' }, asked: true },
    ])
  })

  test('no more than maxZombies live beside their replacements; the next one waits for one to go', () => {
    const sut = Simulation.up({
      maxZombies: 1,
      children: [undying('a', 5_000), undying('b', Infinity)],
    })
    condemn(sut, 'a')
    condemn(sut, 'b')
    sut.advance(4_999)
    expect([sut.child('a').incarnation, sut.child('b').incarnation]).toEqual([2, 1])
    expect(sut.status).toBe('a running, b restarting')
    sut.advance(1)
    expect([sut.child('b').incarnation, sut.state.zombies]).toEqual([
      2,
      [{ id: 'b', incarnation: 1 }],
    ])
  })

  test('each zombie that goes is struck off by itself', () => {
    const sut = Simulation.up({
      maxZombies: 'infinity',
      children: [undying('a', 9_000), undying('b', 8_000)],
    })
    condemn(sut, 'a')
    condemn(sut, 'b')
    sut.advance(1_000)
    condemn(sut, 'a')
    sut.advance(1_000)
    expect(sut.state.zombies.map(nameOf)).toEqual(['a#1', 'b#1', 'a#2'])
    sut.advance(6_000)
    expect(sut.state.zombies.map(nameOf)).toEqual(['a#1', 'a#2'])
    sut.advance(1_000)
    expect(sut.state.zombies.map(nameOf)).toEqual(['a#2'])
  })

  test('at the end nobody waits for a zombie longer than its time, however many there are', () => {
    const sut = Simulation.up({
      maxZombies: 0,
      children: [undying('a', Infinity), undying('b', Infinity)],
    })
    sut.kill()
    sut.advance(1_000)
    expect(sut.look().slice(-4)).toEqual(['fence b#1', 'down b#1', 'closed b', 'exited killed'])
  })

  test('a zombie keeps its name until it is gone or fenced; its successor counts on', () => {
    const sut = Simulation.up({
      children: [{ ...undying('a', Infinity), restart: 'temporary', shutdown: 0 }],
    })
    sut.stopChild('a')
    sut.advance(999)
    expect(sut.startChild({ id: 'a' })()).toEqual({ type: 'refused', refusal: 'already-started' })
    sut.advance(1)
    expect(sut.startChild({ id: 'a' })()).toEqual({ type: 'started', incarnation: 2 })
    sut.send({ type: 'exited', id: 'a', incarnation: 1, reason: normal })
    expect(sut.status).toBe('a running')
  })

  test('a start that hangs is judged as a failed start although it is only fenced', () => {
    const script = (incarnation: number): Script =>
      incarnation === 2 ? { start: 'never', diesIn: Infinity } : {}
    const sut = Simulation.up({ children: [{ ...undying('a', 0), startTimeout: 100, script }] })
    sut.exit('a')
    sut.advance(1_100)
    expect(sut.living).toBe('a#2 a#3')
    expect(sut.reports.map(({ reason }) => reason.type)).toEqual(['error', 'start-failed'])
  })

  test('a group waits for its zombies too', () => {
    const sut = Simulation.up({
      strategy: 'one-for-all',
      children: ['a', { ...undying('b', 500), shutdown: 0 }],
    })
    sut.exit('a')
    sut.advance(499)
    expect(sut.look()).toEqual(['down a#1', 'stop b#1', 'kill b#1'])
    sut.advance(1)
    expect(sut.living).toBe('a#2 b#2')
  })
})
