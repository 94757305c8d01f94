import type { TestContext } from 'vitest'
import type { ActorRef } from '../actor/ref.ts'
import type { InspectionEvent } from '../inspect.ts'
import { child } from '../supervise/child.ts'
import { type App, supervise } from '../supervise/supervise.ts'
import { Peer } from './peer.protocol.ts'
import { needsPeer, type Subject } from './subject.ts'

type PeerRef = ActorRef<typeof Peer>

/** Two peers in isolates of their own, and what happened to the second. */
export interface Pair extends AsyncDisposable {
  readonly app: App
  readonly caller: PeerRef
  readonly callee: PeerRef
  /** The values whose handlers began in the callee, through all its lives. */
  begun(): unknown[]
  /** How the callee's `enter` messages ended. */
  ends(): string[]
  /** Resolves when it is so, after an event. */
  until(fits: () => boolean): Promise<void>
}

/**
 * Starts two peers.
 *
 * @param warm Whether the first has asked the second already, so that a channel is there.
 */
export async function pair(context: TestContext, subject: Subject, warm = true): Promise<Pair> {
  const isolate = needsPeer(context, subject)
  const events: InspectionEvent[] = []
  const waiting = new Set<() => void>()
  const make = () => child(Peer, isolate, { backoff: { min: 0, max: 0 } })
  const app = await supervise({
    restarts: { max: 20, within: 60_000 },
    children: { caller: make(), callee: make() },
    log: false,
    inspect(event) {
      events.push(event)
      for (const look of waiting) look()
    },
  })
  const { caller, callee } = app.children
  if (warm) {
    await warmUp(caller, callee)
    // Behind this answer, all that it logged has come, which the answers on a channel can overtake.
    await callee.ask.entered()
  }
  const before = events.length
  const ofCallee = () => events.slice(before).filter(({ path }) => path === callee.path)
  return {
    ...{ app, caller, callee },
    begun: () => ofCallee().flatMap((event) => (event.type === 'log' ? [event.details] : [])),
    ends: () =>
      ofCallee().flatMap((event) =>
        event.type === 'message' && event.operation === 'enter' ? [event.outcome] : [],
      ),
    until: (fits) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!fits()) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
  }
}

/** More turns than a channel takes to be laid. */
const turnsToLay = 12

/** Asks over several turns: where channels can be, one is in use then. */
export async function warmUp(from: PeerRef, to: PeerRef): Promise<void> {
  for (let turn = 0; turn < turnsToLay; turn++) await from.ask.askInTurn({ to, values: ['warm'] })
}

/** The numbers from 0 on. */
export function numbers(length: number): number[] {
  return Array.from({ length }, (_, n) => n)
}
