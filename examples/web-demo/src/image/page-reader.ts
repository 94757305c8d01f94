import { type ActorRef, child, memory, supervise } from '@troupe/core'
import { Ocr } from '@troupe/models/ocr'

let started: Promise<ActorRef<typeof Ocr>> | undefined

/**
 * The very same actor on the page's own thread: `memory()` where the tree says `worker()`. Everybody
 * can see what that does to the page.
 */
export function pageReader(): Promise<ActorRef<typeof Ocr>> {
  return (started ??= start().catch((error: unknown) => {
    started = undefined
    throw error
  }))
}

async function start(): Promise<ActorRef<typeof Ocr>> {
  const { default: actor } = await import('@troupe/models/ocr/actor')
  const children = { reader: child(Ocr, memory(actor)) }
  const app = await supervise({ name: 'page', children, deadline: 60_000, log: false })
  return app.children.reader
}
