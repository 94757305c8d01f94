import { describe, expect, test } from 'vitest'
import { child, supervise } from '@troupe/core'
import { subprocess, thread } from '@troupe/runtime-node'
import { LastWords } from './fixtures/last-words.actor.ts'

const module = new URL('./fixtures/last-words.actor.ts', import.meta.url)
const kinds = { thread, subprocess }

describe.each(Object.entries(kinds))('an exit in a %s', (_, kind) => {
  const start = () =>
    supervise({ log: false, children: { speaker: child(LastWords, kind(module)) } })

  test('comes after the items that were given before it', async () => {
    await using app = await start()
    const items: number[] = []
    const reading = (async () => {
      for await (const n of app.children.speaker.stream.upTo(49)) items.push(n)
    })()
    await expect(reading).rejects.toMatchObject({ code: 'down' })
    expect(items).toEqual(Array.from({ length: 49 }, (_, index) => index + 1))
  })
})
