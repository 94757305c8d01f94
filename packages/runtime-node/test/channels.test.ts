import { child, supervise } from '@troupe/core'
import { thread } from '@troupe/runtime-node'
import { describe, expect, it } from 'vitest'
import { Chatty } from './fixtures/chatty.protocol.js'

const chatty = () =>
  child(Chatty, thread(new URL('./fixtures/chatty.actor.js', import.meta.url)), {
    backoff: { min: 0, max: 0 },
  })

async function pair() {
  const app = await supervise({
    log: false,
    restarts: { max: 20, within: 60_000 },
    children: { one: chatty(), other: chatty() },
  })
  const { one, other } = app.children
  const greet = async () => {
    for (let n = 0; n < 4; n++) await one.ask.greetOther({ to: other, words: 'hello' })
  }
  return { app, one, other, greet }
}

describe('thread', () => {
  it('has one port more for each thread that it asks, and none when that is gone', async () => {
    const { app, one, other, greet } = await pair()
    await using _ = app
    const before = await one.ask.ports()
    await greet()
    await expect.poll(() => one.ask.ports()).toBe(before + 1)
    await expect.poll(() => other.ask.ports()).toBe(before + 1)
    for (let life = 0; life < 3; life++) {
      await other.ask.leave()
      await greet()
      await expect.poll(() => one.ask.ports()).toBe(before + 1)
    }
    await app.stopChild('other')
    await expect.poll(() => one.ask.ports()).toBe(before)
  })

  it('leaves the one that it asked without a port when it is gone itself', async () => {
    const { app, one, other, greet } = await pair()
    await using _ = app
    const before = await other.ask.ports()
    for (let life = 0; life < 3; life++) {
      await greet()
      await expect.poll(() => other.ask.ports()).toBe(before + 1)
      await one.ask.leave()
    }
    await app.stopChild('one')
    await expect.poll(() => other.ask.ports()).toBe(before)
  })
})
