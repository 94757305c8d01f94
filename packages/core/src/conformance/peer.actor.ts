import { actor } from '../actor/actor.ts'
import type { ActorRef } from '../actor/ref.ts'
import { systemClock } from '../clock.ts'
import { commit, fatal } from './faults.ts'
import { sharedNow } from './shared-now.ts'
import { type AskAll, type Exchange, Peer } from './peer.protocol.ts'

export { type AskAll, type Exchange, Peer } from './peer.protocol.ts'

/** Asks and is asked: serve it in an isolate and run the conformance suite over it. */
export default actor(
  Peer,
  ({ log }) => {
    const entered: unknown[] = []
    let made = 0
    return {
      async enter({ value, how, milliseconds = 0 }) {
        entered.push(value)
        log.info('begun', value)
        if (milliseconds > 0) await passed(milliseconds)
        if (how !== undefined) commit(how)
        return value
      },
      entered: () => entered,
      askAll,
      async askInTurn({ to, values }) {
        const answers: unknown[] = []
        for (const value of values) answers.push(await peer(to).ask.enter({ value }))
        return answers
      },
      async keepAsking({ to, milliseconds }) {
        const exchanges: Exchange[] = []
        const end = sharedNow() + milliseconds
        for (let begun = sharedNow(); begun < end; begun = sharedNow()) {
          await peer(to).ask.made()
          exchanges.push([begun, sharedNow()])
        }
        return exchanges
      },
      async giveUp({ to, value, after }) {
        const controller = new AbortController()
        const first = peer(to).ask.enter({ value: after, milliseconds: 50 })
        const ask = peer(to).ask.enter({ value }, { signal: controller.signal })
        const end = ask.then(
          () => 'answered',
          (error: unknown) => (error as { code: string }).code,
        )
        await Promise.resolve()
        controller.abort()
        await first
        return end
      },
      askBack: ({ to, back }) => peer(to).ask.askInTurn({ to: back, values: ['back'] }),
      async *count({ to }) {
        for (made = 0; made < to; made++) yield await Promise.resolve(made)
      },
      made: () => made,
      async read({ from, items: wanted }) {
        const items: number[] = []
        for await (const item of peer(from).stream.count({ to: 1_000_000 })) {
          items.push(item)
          if (items.length === wanted) break
        }
        return { items, made: await peer(from).ask.made() }
      },
    }
  },
  {
    onFailure: (error) =>
      (error as { code?: unknown } | undefined)?.code === fatal ? 'restart' : 'resume',
  },
)

async function askAll(given: AskAll): Promise<unknown[]> {
  const { to, values, perTurn = values.length, dieAt, thenDie, how, milliseconds = 0 } = given
  const asks: Promise<unknown>[] = []
  for (const [index, value] of values.entries()) {
    if (index > 0 && index % perTurn === 0) await passed(0)
    asks.push(peer(to).ask.enter({ value, milliseconds, ...(value === dieAt && how && { how }) }))
    asks.at(-1)!.catch(() => {})
  }
  if (thenDie && how !== undefined) void asks[0]!.then(() => queueMicrotask(() => commit(how)))
  const ends = await Promise.allSettled(asks)
  return ends.map((end) =>
    end.status === 'fulfilled' ? end.value : (end.reason as { code: string }).code,
  )
}

function peer(ref: unknown): ActorRef<typeof Peer> {
  return ref as ActorRef<typeof Peer>
}

function passed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => void systemClock.after(milliseconds, resolve))
}
