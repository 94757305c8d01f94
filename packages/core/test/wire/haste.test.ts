import { describe, expect, it } from 'vitest'
import { Haste } from '../../src/wire/haste.ts'

/** Handlers that begin and keep the turn for so long; whether what waits leaves before each. */
function turn(
  haste: Haste,
  handlers: readonly (readonly [handler: { pace: number }, ms: number])[],
) {
  let now = 1_000
  const left = handlers.map(([handler, milliseconds]) => {
    const leaves = haste.begins(handler, now, true)
    if (leaves) haste.left()
    now += milliseconds
    return leaves
  })
  haste.rests(now)
  haste.left()
  return left
}

describe('Haste', () => {
  it('lets nothing wait behind a handler that nobody knows', () => {
    const [known, unknown] = [{ pace: 0 }, { pace: 0 }]
    const haste = new Haste()
    expect(turn(haste, [[known, 0.01]])).toEqual([true])
    expect(
      turn(haste, [
        [known, 0.01],
        [unknown, 0.01],
        [known, 0.01],
        [unknown, 0.01],
      ]),
    ).toEqual([false, true, false, false])
  })

  it('lets nothing wait behind one that was slow, until it has made up for that', () => {
    const handler = { pace: 0 }
    const haste = new Haste()
    turn(haste, [[handler, 5]])
    const times = Array.from({ length: 30 }, () => turn(haste, [[handler, 0.01]])[0])
    expect(times.lastIndexOf(true)).toBe(16)
    expect(times.filter((left) => left)).toHaveLength(17)
  })

  it('bears with a single pause of one that has been quick for long, not with two', () => {
    const handler = { pace: 0 }
    const haste = new Haste()
    for (let n = 0; n < 40; n++) turn(haste, [[handler, 0.01]])
    turn(haste, [[handler, 5]])
    turn(haste, [[handler, 0.01]])
    expect(turn(haste, [[handler, 5]])).toEqual([false])
    expect(turn(haste, [[handler, 0.01]])).toEqual([true])
  })

  it('lets nothing wait for longer than a quarter of a millisecond behind many that are quick', () => {
    const handler = { pace: 1 }
    expect(
      turn(
        new Haste(),
        Array.from({ length: 8 }, () => [handler, 0.1] as const),
      ),
    ).toEqual([...[false, false, false, true], ...[false, false, false, true]])
  })

  it('holds against nobody the time after the turn, and makes nobody leave where nothing waits', () => {
    const handler = { pace: 1 }
    const haste = new Haste()
    expect(haste.begins(handler, 0, false)).toBe(false)
    haste.rests(0.1)
    expect(haste.begins(handler, 5_000, true)).toBe(false)
    expect(handler.pace).toBe(2)
  })
})
