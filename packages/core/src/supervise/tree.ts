import { pathIn } from '../actor/path.ts'
import { ActorError } from '../errors.ts'
import type { Inspector, MessageCounter } from '../inspect.ts'
import { ActorMember } from './actor-member.ts'
import type { Member } from './member.ts'
import type { ChildSummary } from './status.ts'
import { SupervisorMember } from './supervisor-member.ts'
import type { System } from './system.ts'

/** One actor or supervisor as it is now. */
export interface TreeNode extends ChildSummary {
  readonly path: string
  /** The name of the protocol that an actor speaks. */
  readonly protocol?: string
  /** The kind of isolate that an actor runs in. */
  readonly kind?: string
  /** The process that it runs in, where that is one of its own. */
  readonly pid?: number
  /** Milliseconds that its latest start took. */
  readonly started?: number
  /** Messages that wait for an actor. */
  readonly waiting?: number
  /** Messages that it handles now. */
  readonly inWork?: number
  /** What a supervisor looks after, in the order in which it starts. */
  readonly children?: readonly TreeNode[]
}

/** A whole tree at one moment. */
export interface Tree extends TreeNode {
  /** When, by the tree's clock, in milliseconds. */
  readonly at: number
}

/** What there is to see of the root and all below it. */
export function treeOf(root: SupervisorMember, { clock }: System): Tree {
  return {
    at: clock.now(),
    ...{ id: root.spec.id, path: root.path, type: 'supervisor' },
    status: root.status,
    ...root.look(),
  }
}

/** Adds an inspector; while there is one, all lives time their handlers. */
export function inspectFrom(
  root: SupervisorMember,
  system: System,
  inspector: Inspector,
  counter?: MessageCounter,
): () => void {
  const end = system.inspect(inspector, counter)
  root.measure(true)
  return () => {
    end()
    if (!system.measuring) root.measure(false)
  }
}

/** Ends the life of the actor at a path by force. */
export function killAt(root: SupervisorMember, path: string): void {
  const { parent, id } = parentOf(root, path)
  const member = parent?.member(id)
  const killed = member instanceof ActorMember && member.condemn({ type: 'killed' })
  if (!killed) throw nobody(path, 'no actor lives there')
}

/** Stops the child at a path and starts it again. */
export async function restartAt(root: SupervisorMember, path: string): Promise<void> {
  const { parent, id } = parentOf(root, path)
  if (parent?.member(id) === undefined) throw nobody(path, 'there is no such child')
  await parent.stopChild(id)
  await parent.restartChild(id)
}

function parentOf(
  root: SupervisorMember,
  path: string,
): { parent: SupervisorMember | undefined; id: string } {
  const ids = pathIn(root.path, path).split('/').slice(1)
  const id = ids.pop() ?? ''
  let parent: Member | undefined = root
  for (const step of ids)
    parent = parent instanceof SupervisorMember ? parent.member(step) : undefined
  return { parent: parent instanceof SupervisorMember ? parent : undefined, id }
}

function nobody(path: string, why: string): ActorError {
  const hint = 'app.tree() lists the paths that there are'
  return new ActorError('invalid-argument', `${path}: ${why}; ${hint}`, { argument: 'path', hint })
}
