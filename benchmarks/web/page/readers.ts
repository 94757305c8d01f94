import { type ActorRef, child, memory, supervise } from '@troupe/core'
import { Ocr } from '@troupe/models/ocr'
import { worker } from '../../../packages/runtime-web/src/index.ts'

/** Where the picture is read: in a worker, or by the same actor on the page's own thread. */
export type Place = 'isolate' | 'page'

/** A reader that is up, until it is disposed of. */
export interface Reader extends AsyncDisposable {
  readonly ref: ActorRef<typeof Ocr>
}

/** Starts the reader of a place. */
export async function startReader(place: Place): Promise<Reader> {
  const app = await supervise({
    children: { reader: child(Ocr, await isolateOf(place)) },
    deadline: 120_000,
    log: false,
  })
  return {
    ref: app.children.reader,
    [Symbol.asyncDispose]: async () => void (await app.stop()),
  }
}

async function isolateOf(place: Place) {
  if (place === 'isolate') {
    return worker(() => new Worker(new URL('./ocr.worker.ts', import.meta.url), { type: 'module' }))
  }
  const { default: actor } = await import('@troupe/models/ocr/actor')
  return memory(actor)
}
