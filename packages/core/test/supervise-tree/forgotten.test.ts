import { expect, it } from 'vitest'
import { actor, ask, child, memory, protocol, type } from '../../src/index.ts'
import { collect } from '../support/collect.ts'
import { settled } from '../support/sink.ts'
import { stage } from '../support/stage.ts'

const Big = protocol(
  'big',
  { size: ask<void, number>(), leave: ask(), fail: ask<void, never>() },
  { options: type<{ data: Uint8Array }>() },
)
const big = actor(
  Big,
  ({ options, exit }) => ({
    size: () => options.data.byteLength,
    leave: () => exit(),
    fail() {
      throw new Error('on purpose')
    },
  }),
  { onFailure: () => 'restart' },
)

it.each(['leave', 'fail'] as const)(
  'S031 nothing is kept of a temporary child that ended (%s), its options included',
  async (end) => {
    const { app, events } = await stage({}, { strategy: 'dynamic' })
    const add = async (id: string): Promise<WeakRef<object>> => {
      const options = { data: new Uint8Array(1_000_000) }
      const definition = child(Big, memory(big), { options, restart: 'temporary' })
      const it = await app.add(id, definition)
      expect(await it.ask.size()).toBe(1_000_000)
      await it.ask[end]().catch(() => {})
      return new WeakRef(definition)
    }
    const ended: WeakRef<object>[] = []
    for (let index = 0; index < 3; index++) ended.push(await add(`child ${index}`))
    while (app.list().length > 0) await settled()
    events.length = 0
    for (let tries = 0; tries < 3; tries++) {
      await settled()
      collect()
    }
    expect(ended.map((ref) => ref.deref())).toEqual(ended.map(() => undefined))
    await app.stop()
  },
)
