import { describe, expect, it } from 'vitest'
import { crash } from '../supervise/script.ts'
import { Simulation } from '../supervise/simulation.ts'

const slow = { stopsIn: 1_000 }

describe('end()', () => {
  it('end() keeps the first reason to end while the children stop', () => {
    const sut = Simulation.up({
      restarts: { max: 0, within: 5_000 },
      children: ['a', { id: 'b', script: slow }],
    })
    sut.exit('a')
    sut.stop()
    sut.advance(1_000)
    expect(sut.reason).toEqual({ type: 'gave-up', child: 'a', reason: crash() })
  })

  it('end() still forgets a child of the spec that was to be forgotten', () => {
    const sut = Simulation.up({ children: [{ id: 'a', restart: 'temporary', script: slow }, 'b'] })
    sut.stopChild('a')
    sut.stop()
    sut.advance(1_000)
    expect(sut.look()).toContain('forgotten a')
    expect(sut.status).toBe('b stopped')
  })
})
