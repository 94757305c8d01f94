import { describe, expect, test } from 'vitest'
import { child, type Inspector, supervise } from '@troupe/core'
import { subprocess, thread } from '@troupe/runtime-node'
import { LastWords } from './fixtures/last-words.actor.ts'
import { watchTurns } from './support/most-in-turn.ts'

const module = new URL('./fixtures/last-words.actor.ts', import.meta.url)
const kinds = { thread, subprocess }

/** Notes what is printed. */
function record() {
  const lines: string[] = []
  const inspect: Inspector = (event) => {
    if (event.type === 'output') lines.push(event.line)
  }
  return { lines, inspect }
}

describe.each(Object.entries(kinds))('an exit in a %s', (_, kind) => {
  const start = (inspect: Inspector = () => {}) =>
    supervise({ log: false, inspect, children: { speaker: child(LastWords, kind(module)) } })

  test('comes after the items that were given before it', async () => {
    await using app = await start()
    const items: number[] = []
    const reading = (async () => {
      for await (const n of app.children.speaker.stream.upTo(49)) items.push(n)
    })()
    await expect(reading).rejects.toMatchObject({ code: 'down' })
    expect(items).toEqual(Array.from({ length: 49 }, (_, index) => index + 1))
  })

  test.each([
    ['at once', true],
    ['one by one', false],
  ])('comes after all lines printed %s, which leave the app its turns', async (_how, atOnce) => {
    const lines = 300_000
    const heard = record()
    using turns = watchTurns(() => heard.lines.length)
    await using app = await start(heard.inspect)
    await expect(app.children.speaker.ask.print({ lines, atOnce })).rejects.toMatchObject({
      code: 'down',
    })
    expect(heard.lines).toHaveLength(lines)
    expect(heard.lines.findIndex((line, index) => line !== `${index}`)).toBe(-1)
    expect(turns.most()).toBeLessThan(lines / 5)
  })

  test('comes soon where it never stops printing and is killed', async () => {
    const heard = record()
    await using app = await start(heard.inspect)
    const flood = expect(app.children.speaker.ask.flood(undefined)).rejects.toMatchObject({
      code: 'down',
    })
    await expect.poll(() => heard.lines.length).toBeGreaterThan(10_000)
    app.kill('app/speaker')
    await flood
  })
})
