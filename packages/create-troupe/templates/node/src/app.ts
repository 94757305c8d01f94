import { child, supervise } from '@troupe/core'
import { Language } from '@troupe/models/language'
import { subprocess } from '@troupe/runtime-node'

/** Starts the tree: one actor that tells the language of a text, and comes back when it crashes. */
export function startApp() {
  // In a process of its own, which may crash or be killed at any time.
  const isolate = subprocess(import.meta.resolve('@troupe/models/language/actor'))
  return supervise({ children: { language: child(Language, isolate) } })
}
