import { describe, expect, test } from 'vitest'
import { isExceeded, recordRestart } from '../../src/supervise/intensity.ts'
import { crash, type Tree } from './script.ts'
import { Simulation } from './simulation.ts'

const instant = { min: 0 }
const quick = (...ids: string[]) => ids.map((id) => ({ id, backoff: instant }))

/** Crashes `a` at these times; says at which the supervisor was over. */
function crashAt(times: readonly number[], restarts: Tree['restarts']): number | 'alive' {
  const sut = Simulation.up({ restarts, children: quick('a') })
  for (const time of times) {
    sut.advance(time - sut.clock.now())
    sut.exit('a')
    if (sut.reason !== undefined) return time
  }
  return 'alive'
}

describe('D: restart intensity', () => {
  test('S042 one restart too many stops all in reverse and gives up, which is abnormal', () => {
    const sut = Simulation.up({
      restarts: { max: 2, within: 3_600_000 },
      children: quick('a', 'b', 'c'),
    })
    sut.exit('b')
    sut.exit('b')
    expect(sut.living).toBe('a#1 c#1 b#3')
    sut.look()
    sut.exit('b')
    expect(sut.look()).toEqual([
      ...['down b#3', 'closed b', 'stop c#1', 'down c#1', 'closed c'],
      ...['stop a#1', 'down a#1', 'closed a', 'exited gave-up'],
    ])
    expect(sut.exits).toEqual([{ type: 'gave-up', child: 'b', reason: crash() }])
  })

  test('S043 exactly max is allowed', () => {
    expect(crashAt([0, 0], { max: 2, within: 1_000 })).toBe('alive')
  })

  test('S044 with max 0 the first crash is the last, and no restart is tried', () => {
    const sut = Simulation.up({ restarts: { max: 0, within: 1_000 }, children: ['a'] })
    sut.exit('a')
    expect(sut.look()).toEqual(['down a#1', 'closed a', 'exited gave-up'])
  })

  test('S045 the window slides', () => {
    expect(crashAt([0, 4_000, 6_000, 8_000], { max: 2, within: 5_000 })).toBe(8_000)
  })

  test('S046 old restarts expire', () => {
    expect(crashAt([0, 2_100, 4_200, 6_300], { max: 1, within: 1_000 })).toBe('alive')
  })

  test('S047 a restart exactly as old as the window still counts', () => {
    expect(crashAt([0, 5_000], { max: 1, within: 5_000 })).toBe(5_000)
    expect(crashAt([0, 5_001], { max: 1, within: 5_000 })).toBe('alive')
  })

  test('S048 the children share one count', () => {
    const sut = Simulation.up({ restarts: { max: 2, within: 5_000 }, children: quick('a', 'b') })
    for (const id of ['a', 'b', 'a']) sut.exit(id)
    expect(sut.reason).toEqual({ type: 'gave-up', child: 'a', reason: crash() })
  })

  test('S049 so do dynamic ones', () => {
    const sut = Simulation.up({ strategy: 'dynamic', restarts: { max: 2, within: 5_000 } })
    for (const id of ['a', 'b', 'c']) sut.startChild({ id })
    for (const id of ['a', 'b', 'c']) sut.exit(id)
    expect(sut.reason).toEqual({ type: 'gave-up', child: 'c', reason: crash() })
  })

  test('S050 a group restart counts once, however large the group', () => {
    const ids = Array.from({ length: 50 }, (_, index) => `c${index}`)
    const sut = Simulation.up({
      strategy: 'one-for-all',
      restarts: { max: 2, within: 5_000 },
      children: quick(...ids),
    })
    sut.exit('c7')
    sut.exit('c8')
    expect(sut.counts).toEqual([50, 50, 0, 50])
    sut.exit('c9')
    expect(sut.reason?.type).toBe('gave-up')
  })

  test('S051 restarts by hand do not count', () => {
    const sut = Simulation.up({ restarts: { max: 0, within: 5_000 }, children: ['a'] })
    for (let round = 0; round < 5; round += 1) {
      sut.stopChild('a')
      sut.restartChild('a')
      sut.startChild({ id: `b${round}` })
    }
    expect([sut.state.phase, sut.counts]).toEqual(['running', [6, 6, 0, 6]])
  })

  test('S053 J27 windows beyond 32 bits do not overflow', () => {
    const day = 86_400_000
    expect(crashAt([0, 10 * day, 29 * day], { max: 2, within: 30 * day })).toBe(29 * day)
  })

  test('S054 only differences of the clock matter', () => {
    const law = (origin: number): boolean => {
      const restarts = { max: 1, within: 5_000 }
      const first = recordRestart([], origin, restarts)
      return isExceeded(recordRestart(first, origin + 5_000, restarts), restarts)
    }
    expect([0, -1e6, 1e12].map(law)).toEqual([true, true, true])
  })

  test('S055 without a limit it always restarts, and says so in the spec', () => {
    expect(crashAt(Array(50).fill(0), { max: 'infinity', within: 5_000 })).toBe('alive')
  })

  test('S056 giving up is reported once, with its history, after the exit that caused it', () => {
    const sut = Simulation.up({ restarts: { max: 1, within: 5_000 }, children: quick('a') })
    sut.exit('a', crash('first'))
    sut.advance(10)
    sut.exit('a', crash('last'))
    expect(sut.reports).toEqual([
      { type: 'restart-scheduled', id: 'a', reason: crash('first'), delay: 0, restarts: 1 },
      { type: 'gave-up', id: 'a', reason: crash('last'), restarts: [0, 10] },
    ])
    const last = sut.commands.map(({ type }) => type).slice(-4)
    expect(last).toEqual(['down', 'report', 'closed', 'exited'])
  })
})
