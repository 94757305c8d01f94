import { child, supervise } from '@troupe/core'
import type { Isolate } from '@troupe/core'
import { subprocess, thread } from '@troupe/runtime-node'
import { describe, expect, it } from 'vitest'
import { Chatty } from './fixtures/chatty.protocol.js'

const chatty = new URL('./fixtures/chatty.actor.js', import.meta.url)

async function pair(isolate: Isolate) {
  const make = () => child(Chatty, isolate, { backoff: { min: 0, max: 0 } })
  const app = await supervise({
    log: false,
    restarts: { max: 20, within: 60_000 },
    children: { one: make(), other: make() },
  })
  const { one, other } = app.children
  const greet = async () => {
    for (let n = 0; n < 12; n++) await one.ask.greetOther({ to: other, words: 'hello' })
  }
  return { app, one, other, greet }
}

describe.each([
  ['thread', thread(chatty), 1],
  ['subprocess', subprocess(chatty), 2],
] as const)('%s', (_kind, isolate, ports) => {
  it('has ports for each that it asks, and none when that is gone', async () => {
    const { app, one, other, greet } = await pair(isolate)
    await using _ = app
    const before = await one.ask.ports()
    await greet()
    await expect.poll(() => one.ask.ports()).toBe(before + ports)
    await expect.poll(() => other.ask.ports()).toBe(before + ports)
    for (let life = 0; life < 3; life++) {
      await other.ask.leave()
      await greet()
      await expect.poll(() => one.ask.ports()).toBe(before + ports)
    }
    await app.stopChild('other')
    await expect.poll(() => one.ask.ports()).toBe(before)
  })

  it('leaves the one that it asked without ports when it is gone itself', async () => {
    const { app, one, other, greet } = await pair(isolate)
    await using _ = app
    const before = await other.ask.ports()
    for (let life = 0; life < 3; life++) {
      await greet()
      await expect.poll(() => other.ask.ports()).toBe(before + ports)
      await one.ask.leave()
    }
    await app.stopChild('one')
    await expect.poll(() => other.ask.ports()).toBe(before)
  })
})
