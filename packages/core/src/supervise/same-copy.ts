import { ActorError } from '../errors.ts'
import type { ChildDefinition } from './definition.ts'
import { subtree } from './subtree.ts'

/**
 * Each copy of this package knows its own actors only: a child of another would be there, and could
 * be neither watched nor found nor answered. What is no definition at all is not judged here.
 *
 * @throws {ActorError<'invalid-argument'>} It was made by another copy.
 */
export function checkCopy(id: string, definition: ChildDefinition): void {
  const { subtree: own, mount } = (definition ?? {}) as Partial<ChildDefinition>
  if (typeof mount !== 'function' || own === subtree) return
  const hint = 'see "npm ls @troupe/core", then "npm dedupe", so that all import the same one'
  throw new ActorError(
    'invalid-argument',
    `"${id}" was made by another copy of @troupe/core than the app; ${hint}`,
    { argument: 'children', hint },
  )
}

/** @throws {ActorError<'invalid-argument'>} One of them was made by another copy. */
export function checkCopies(definitions: Readonly<Record<string, ChildDefinition>>): void {
  for (const [id, definition] of Object.entries(definitions ?? {})) checkCopy(id, definition)
}
