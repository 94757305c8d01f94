import type { ActorRef } from '../actor/ref.ts'
import type { Tree } from '../isolate/incarnation.ts'

/**
 * The tree as a spare sees it: what its setup spawns is held back until the spare takes over,
 * because the same paths belong to the incarnation that serves.
 */
export class HeldBackNames implements Tree {
  readonly names: Tree['names']
  readonly tell: Tree['tell']
  readonly #tree: Tree
  #held: Map<string, ActorRef> | undefined = new Map()

  constructor(tree: Tree) {
    this.#tree = tree
    this.names = tree.names
    this.tell = tree.tell
  }

  enter(ref: ActorRef): void {
    if (this.#held === undefined) this.#tree.enter(ref)
    else this.#held.set(ref.address, ref)
  }

  leave(ref: ActorRef): void {
    if (this.#held === undefined) this.#tree.leave(ref)
    else this.#held.delete(ref.address)
  }

  /** The spare serves now: its children are found from now on. */
  release(): void {
    const held = this.#held
    this.#held = undefined
    for (const ref of held?.values() ?? []) this.#tree.enter(ref)
  }
}
