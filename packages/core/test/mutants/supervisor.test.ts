import { describe, expect, it } from 'vitest'
import { Simulation } from '../supervise/simulation.ts'

const refused = (refusal: string) => ({ type: 'refused', refusal })

describe('handleRequest()', () => {
  it('handleRequest() takes requests while the first start goes on', () => {
    const sut = new Simulation({ children: [{ id: 'a', script: { startsIn: 100 } }] })
    sut.send({ type: 'start' })
    const answer = sut.startChild({ id: 'b' })
    sut.advance(100)
    expect(answer()).toEqual({ type: 'started', incarnation: 1 })
  })

  it('handleRequest() refuses an id whose child starts just now as one that is started', () => {
    const sut = Simulation.up()
    sut.startChild({ id: 'a' }, { startsIn: 100 })
    expect(sut.startChild({ id: 'a' })()).toEqual(refused('already-started'))
  })

  it('handleRequest() refuses to restart by hand what waits for its turn in a group', () => {
    const sut = Simulation.up({
      strategy: 'rest-for-one',
      children: [{ id: 'a', script: (life) => ({ startsIn: life === 1 ? 0 : 100 }) }, 'b'],
    })
    sut.exit('a')
    expect(sut.status).toBe('a restarting, b waiting')
    expect(sut.restartChild('b')()).toEqual(refused('restarting'))
    expect(sut.deleteChild('b')()).toEqual(refused('restarting'))
  })

  it('handleRequest() counts lives on from the zombies of that id only', () => {
    const sut = Simulation.up({
      children: [{ id: 'a', zombieAfter: 10, script: { diesIn: 1_000 } }],
    })
    sut.send({ type: 'condemned', id: 'a', incarnation: 1, reason: { type: 'killed' } })
    sut.advance(10)
    expect(sut.state.zombies).toEqual([{ id: 'a', incarnation: 1 }])
    expect(sut.startChild({ id: 'b' })()).toEqual({ type: 'started', incarnation: 1 })
  })
})

describe('Turn', () => {
  it('Turn says how long a child may drain', () => {
    const sut = Simulation.up({ children: [{ id: 'a', script: { drainsIn: 1_000 } }] })
    sut.stop(500)
    expect(sut.commands).toContainEqual({ type: 'drain', id: 'a', incarnation: 1, limit: 500 })
  })

  it('Turn says how long a start took', () => {
    const sut = Simulation.up()
    sut.advance(1_000)
    sut.startChild({ id: 'a' }, { startsIn: 30 })
    sut.advance(30)
    expect(sut.commands).toContainEqual({ type: 'up', id: 'a', incarnation: 1, milliseconds: 30 })
  })

  it('Turn never gives two timers one id, and counts them up', () => {
    const sut = Simulation.up({ children: ['a', 'b'] })
    sut.exit('a')
    sut.exit('b')
    const timers = sut.commands.flatMap((one) => (one.type === 'arm' ? [one.timer] : []))
    expect(timers).toEqual([...new Set(timers)].sort((one, other) => one - other))
    expect(timers.every((timer) => timer > 0)).toBe(true)
  })
})

describe('transition()', () => {
  it('transition() keeps the patience of the first stop when a second has another', () => {
    const sut = Simulation.up({ children: ['a', { id: 'b', script: { drainsIn: 50 } }] })
    sut.stop(1_000)
    sut.stop(10)
    sut.advance(50)
    expect(sut.commands).toContainEqual({ type: 'drain', id: 'a', incarnation: 1, limit: 1_000 })
  })
})
