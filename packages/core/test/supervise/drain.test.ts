import { describe, expect, test } from 'vitest'
import { Simulation } from './simulation.ts'

describe('F: draining', () => {
  test('S084 S086 stop does not wait for what is queued; draining does, and no longer than it may', () => {
    const of = (drainsIn: number) => ({ script: { drainsIn } })
    const sut = Simulation.up({
      children: [
        { id: 'a', ...of(50) },
        { id: 'b', ...of(500) },
      ],
    })
    sut.stop(100)
    expect(sut.look()).toEqual(['drain b#1'])
    sut.advance(100)
    expect(sut.look()).toEqual(['stop b#1', 'down b#1', 'closed b', 'drain a#1'])
    sut.advance(50)
    expect(sut.look()).toEqual(['stop a#1', 'down a#1', 'closed a', 'exited shutdown'])
    expect(sut.timers).toBe(0)
  })

  test('S086 a second stop without patience ends the draining of all', () => {
    const sut = Simulation.up({ children: ['a', { id: 'b', script: { drainsIn: 1e6 } }] })
    sut.stop('infinity')
    expect(sut.look()).toEqual(['drain b#1'])
    sut.stop()
    expect(sut.look()).toEqual([
      'stop b#1',
      'down b#1',
      'closed b',
      'stop a#1',
      'down a#1',
      'closed a',
      'exited shutdown',
    ])
  })

  test('S086 a stop without patience ends the draining', () => {
    const sut = Simulation.up({ children: [{ id: 'a', script: { drainsIn: 1e6 } }] })
    const patient = sut.stopChild('a', 'infinity')
    expect([sut.look(), sut.counts, sut.status]).toEqual([
      ['drain a#1'],
      [1, 1, 0, 1],
      'a stopping',
    ])
    const impatient = sut.stopChild('a')
    expect([patient(), impatient()]).toEqual([{ type: 'done' }, { type: 'done' }])
  })
})
