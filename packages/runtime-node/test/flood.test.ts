import { expect, test } from 'vitest'
import { actor, child, memory, supervise } from '@troupe/core'
import { subprocess, thread } from '@troupe/runtime-node'
import { Listener, Teller } from './fixtures/teller.actor.ts'
import { watchTurns } from './support/most-in-turn.ts'

const module = new URL('./fixtures/teller.actor.ts', import.meta.url)
const count = 200_000

test.each(Object.entries({ thread, subprocess }))(
  'a %s that tells without a pause leaves the app its turns, and all of it arrives',
  async (_, kind) => {
    const heard: number[] = []
    const listener = actor(Listener, () => ({ note: (n) => void heard.push(n) }))
    await using app = await supervise({
      log: false,
      children: {
        teller: child(Teller, kind(module)),
        listener: child(Listener, memory(listener), { mailbox: { capacity: count } }),
      },
    })
    const { teller, listener: to } = app.children
    using turns = watchTurns(() => heard.length)
    await expect(teller.ask.tellAndLeave({ to, count })).rejects.toMatchObject({ code: 'down' })
    await expect.poll(() => heard.length).toBe(count)
    expect(heard.findIndex((n, index) => n !== index)).toBe(-1)
    expect(turns.most()).toBeLessThan(count / 5)
  },
)
