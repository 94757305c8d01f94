import { child, supervise, type Isolate } from '@troupe/core'
import { Language } from '@troupe/models/language'
import { worker } from '@troupe/runtime-web'

/** Where the actor runs: in a web worker. Bundlers look for `new Worker(new URL(...))` literally. */
export function languageWorker(): Isolate {
  return worker(
    () => new Worker(new URL('./language.worker.ts', import.meta.url), { type: 'module' }),
  )
}

/** Starts the tree: one actor that tells the language of a text, and comes back when it crashes. */
export function startApp(isolate = languageWorker()) {
  return supervise({ children: { language: child(Language, isolate) } })
}
