import { type ActorRef, child, memory, supervise } from '@troupe/core'
import { Ocr } from '@troupe/models/ocr'

let started: Promise<ActorRef<typeof Ocr>> | undefined

/**
 * The very same actor on the page's own thread: `memory()` where the tree says `worker()`. Everybody
 * can see what that does to the page.
 */
export function pageReader(): Promise<ActorRef<typeof Ocr>> {
  return (started ??= start())
}

async function start(): Promise<ActorRef<typeof Ocr>> {
  const isolate = memory(() => import('@troupe/models/ocr/actor'))
  const app = await supervise({ name: 'page', children: { reader: child(Ocr, isolate) }, log: false })
  return app.children.reader
}
