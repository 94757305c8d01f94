import { actor, child, memory, supervise } from '@troupe/core'
import { dispatch, spawn, start, stop } from 'nact'
import { createActor, fromTransition } from 'xstate'
import { compare, type Contender } from '../measure/compare.ts'
import { message, type Message } from '../message.ts'
import { createSystem, quiet } from '../peers/comedy.ts'
import { packAll, unpackAll } from '../raw/packs.ts'
import type { Benchmark } from '../result.ts'
import { Echo } from '../workers/echo.protocol.ts'
import { echo, item, lengthOf } from '../workers/work.ts'

/** Told before the next are: as many as a mailbox of Troupe takes by default. */
const burst = 1_000

/** Counts what was handled, and says when all of it was. */
class Tally {
  #left = 0
  #done: (() => void) | undefined

  async expect(count: number, tellAll: () => void): Promise<void> {
    this.#left = count
    const done = new Promise<void>((resolve) => (this.#done = resolve))
    tellAll()
    await done
  }

  readonly take = (): void => {
    if (--this.#left === 0) this.#done?.()
  }
}

type Taken = { readonly type: 'take'; readonly message: Message }

type Teller = (take: () => void) => Promise<{ tell: () => unknown; stop: () => unknown }>

const tellers: Record<string, Teller> = {
  async troupe(take) {
    const served = actor(Echo, () => ({
      ...{ echo, lengthOf, take },
      exchange: (tensor) => tensor,
      items: () => [item],
    }))
    const app = await supervise({ children: { echo: child(Echo, memory(served)) }, log: false })
    return { tell: () => app.children.echo.tell.take(message), stop: () => app.stop() }
  },
  async nact(take) {
    const system = start()
    const taker = spawn(system, () => take(), 'taker')
    return { tell: () => dispatch(taker, message), stop: () => stop(system) }
  },
  async xstate(take) {
    const logic = fromTransition((taken: number, _: Taken) => {
      take()
      return taken + 1
    }, 0)
    const taker = createActor(logic).start()
    return { tell: () => taker.send({ type: 'take', message }), stop: () => taker.stop() }
  },
  async comedy(take) {
    const system = createSystem(quiet)
    const root = await system.rootActor()
    const taker = await root.createChild({ take }, { mode: 'in-memory' })
    return { tell: () => taker.send('take', message), stop: () => system.destroy() }
  },
  async 'MessagePack and a queue'(take) {
    const queue: Uint8Array[] = []
    const drain = (): void => {
      for (const bytes of queue.splice(0)) if (unpackAll(bytes).length === 1) take()
    }
    const tell = (): void => {
      if (queue.push(packAll([message])) === 1) queueMicrotask(drain)
    }
    return { tell, stop() {} }
  },
}

const limit = 'MessagePack and a queue'

/** How many messages an actor in the same thread is told in a second. */
export const tellThroughput: Benchmark = {
  ids: ['tell-throughput/memory'],
  run: ({ rounds, window }) =>
    compare(
      [{ id: 'tell-throughput/memory', unit: 'tells/s', better: 'higher' }],
      Object.entries(tellers).map(([name, begin]) => contender(name, begin, window)),
      { rounds },
    ),
}

function contender(name: string, begin: Teller, window: number): Contender {
  return {
    name,
    role: name === 'troupe' ? 'troupe' : name === limit ? 'limit' : 'peer',
    async start() {
      const tally = new Tally()
      const { tell, stop } = await begin(tally.take)
      return {
        sample: async () => [await rate(tally, tell, window)],
        stop: async () => stop(),
      }
    },
  }
}

async function rate(tally: Tally, tell: () => unknown, milliseconds: number): Promise<number> {
  const begun = performance.now()
  let told = 0
  while (performance.now() - begun < milliseconds) {
    await tally.expect(burst, () => {
      for (let n = 0; n < burst; n++) {
        if (tell() === false) throw new Error('a message was refused')
      }
    })
    told += burst
  }
  return (told * 1_000) / (performance.now() - begun)
}
