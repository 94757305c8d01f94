import { platform } from '#platform'
import type { LoadOptions } from './backend.ts'
import { ActorError, reasonOf } from './errors.ts'
import type { Manifest } from './manifest.ts'
import type { Opening } from './open-model.ts'

/**
 * Loads with the execution provider whose turn it is. Where it fails and another is left, this
 * isolate is given up and the next attempt is made in a fresh one: what a failed provider leaves
 * behind, nobody knows.
 *
 * @throws {ActorError<'attempt-failed'>} The provider failed, and the next has its turn.
 */
export async function attempted<Loaded>(
  model: string,
  manifest: Manifest,
  { context, backend }: Opening,
  load: (options: LoadOptions) => Promise<Loaded>,
): Promise<Loaded> {
  const { path, attempt, native, log } = context
  const preferences = manifest.runtime?.[platform.runtime]
  const wanted = preferences?.providers ?? []
  const usable = (await backend.usable?.(wanted)) ?? wanted
  const at = Math.min(attempt, usable.length - 1)
  const last = at >= usable.length - 1
  const provider = usable[at]
  const giveUp = (cause: unknown): ActorError =>
    new ActorError(
      'attempt-failed',
      `${path}: ${model} does not work with ${provider}: ${reasonOf(cause)}; ${usable[at + 1]} is next`,
      { target: path, attempt },
      { cause },
    )
  try {
    const lost = last ? undefined : (reason: unknown) => crashWith(giveUp(reason))
    return await load({
      ...preferences,
      providers: provider === undefined ? undefined : [provider],
      native,
      name: model,
      lost,
    })
  } catch (cause) {
    if (last) throw cause
    const failure = giveUp(cause)
    log.warn(failure.message)
    throw failure
  }
}

/** What nobody catches ends the actor, and its restart begins with the next provider. */
function crashWith(error: ActorError): void {
  queueMicrotask(() => {
    throw error
  })
}
