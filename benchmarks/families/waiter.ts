import { type ActorRef, child, type Isolate, supervise } from '@troupe/core'
import { Waiter } from '../workers/waiter.protocol.ts'

export type WaiterRef = ActorRef<typeof Waiter>

/** An actor that waits until it is cancelled. */
export async function startWaiter(
  isolate: Isolate,
): Promise<{ waiter: WaiterRef; stop: () => Promise<unknown> }> {
  const app = await supervise({ children: { waiter: child(Waiter, isolate) }, log: false })
  return { waiter: app.children.waiter, stop: () => app.stop() }
}
