import { describe, expect, it } from 'vitest'
import { ActorError, actor, ask, child, type Isolate, memory, protocol } from '../../src/index.ts'
import { stage, until } from '../support/stage.ts'

const Once = protocol('once', { begin: ask<number, number>() })

/** An isolate whose latest life can be put where no kill reaches it and from where no packet comes. */
function unreachable(inner: Isolate): Isolate & { leave(): void } {
  let leave = (): void => {}
  return {
    ...inner,
    leave: () => leave(),
    start(context) {
      let away = false
      leave = () => (away = true)
      const connection = inner.start({
        ...context,
        receive: (packet) => away || context.receive(packet),
      })
      return {
        exited: connection.exited,
        begun: () => connection.begun?.(),
        send: (packet) => connection.send(packet),
        kill: () => away || connection.kill(),
      }
    },
  }
}

describe('a life that is fenced', () => {
  it('is given up with what it may have begun: that is not begun again elsewhere', async () => {
    const begun: number[] = []
    const once = actor(Once, () => ({
      begin(id) {
        begun.push(id)
        return id === 0 ? 0 : new Promise<number>(() => {})
      },
    }))
    const isolate = unreachable(memory(once))
    const { app, clock } = await stage({
      once: child(Once, isolate, { stallTimeout: 1_000, zombieAfter: 500, backoff: { min: 0 } }),
    })
    expect(await app.children.once.ask.begin(0)).toBe(0)
    isolate.leave()
    const lost = app.children.once.ask.begin(1).catch((error: unknown) => error)
    await until(() => begun.includes(1))
    clock.advance(1_000)
    clock.advance(500)
    expect(ActorError.is(await lost, 'down')).toBe(true)
    expect(await app.children.once.ask.begin(0)).toBe(0)
    expect(begun).toEqual([0, 1, 0])
    await app.stop()
  })
})
