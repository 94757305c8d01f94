import { directory } from '../actor/directory.ts'
import type { ActorRef } from '../actor/ref.ts'
import type { News } from '../inspect.ts'
import type { RefResolver } from '../wire/codec.ts'
import type { Link } from '../wire/link.ts'
import type { RefData } from '../wire/ref-codec.ts'
import type { Tree } from './incarnation.ts'
import { remote } from './remote.ts'
import type { TreeServices } from './services.ts'

/** The part of the tree that one incarnation holds inside, as the rest of the tree sees it. */
export class Inside implements TreeServices {
  readonly #link: Link
  readonly #refs: RefResolver
  readonly #tree: Tree | undefined
  readonly #actors = new Map<string, { ref: ActorRef; forget: () => void }>()

  constructor(link: Link, refs: RefResolver, tree: Tree | undefined) {
    this.#link = link
    this.#refs = refs
    this.#tree = tree
  }

  lookup(path: string): ActorRef | undefined {
    return this.#tree?.names.get(path)
  }

  enter(data: RefData): void {
    const { address } = data
    // In memory both sides share one directory, and the actor is in it already.
    const forget =
      directory.find(address) === undefined
        ? directory.enter(address, remote(this.#link, data, this.#refs))
        : () => {}
    const ref = this.#refs(data)
    this.#actors.set(address, { ref, forget })
    this.#tree?.enter(ref)
  }

  leave({ address }: Pick<RefData, 'address'>): void {
    const actor = this.#actors.get(address)
    if (actor === undefined) return
    this.#actors.delete(address)
    actor.forget()
    this.#tree?.leave(actor.ref)
  }

  tell(news: News): void {
    this.#tree?.tell(news)
  }

  /** What was inside ended with the isolate. */
  end(): void {
    for (const { ref } of [...this.#actors.values()]) this.leave(ref)
  }
}
