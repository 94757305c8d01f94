import type { Member, Site } from './member.ts'
import type { subtree } from './subtree.ts'
import type { System } from './system.ts'

/**
 * A child as it is written in a tree: inert until the tree is made. `Exposed` is what
 * `app.children` shows for it.
 */
export interface ChildDefinition<Exposed = unknown> {
  /** Makes the member at its place in the tree. */
  mount(site: Site, system: System): { readonly member: Member; readonly exposed: Exposed }
  /** Makes the supervisor for an actor that spawns this from inside its isolate. */
  readonly subtree: typeof subtree
}

/** Children by their ids, in the order in which they start. */
export type ChildDefinitions = Readonly<Record<string, ChildDefinition>>

/** What a tree shows of its children: refs of actors, and the children of supervisors. */
export type ExposedChildren<C extends ChildDefinitions> = {
  readonly [Id in keyof C]: C[Id] extends ChildDefinition<infer Exposed> ? Exposed : never
}
