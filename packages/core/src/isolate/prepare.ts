import type { Actor } from '../actor/actor.ts'
import { ActorError } from '../errors.ts'
import { asActor } from '../compute/served.ts'
import type { Hello } from '../wire/frame.ts'

/** Where an actor's definition comes from, and what the near side expects of it. */
export interface ActorSource {
  load(): Promise<unknown>
  readonly hello: Hello
}

/**
 * Loads an actor's module and checks that it is what the near side asked for.
 *
 * @throws {ActorError<'start-failed'>} The module cannot be loaded or serves no actor.
 * @throws {ActorError<'mismatch'>} It speaks another protocol.
 * @throws {ActorError<'unsupported'>} It runs native code and this isolate cannot be killed in it.
 */
export async function prepare({ load, hello }: ActorSource): Promise<Actor> {
  const { path } = hello
  const actor = asActor(await imported(load, path))
  if (actor === undefined) {
    throw new ActorError(
      'start-failed',
      `${path}: the module has no actor as its default export; write "export default actor(Protocol, setup)"`,
      {
        target: path,
        phase: 'import',
      },
    )
  }
  const actual = actor.protocol.fingerprint
  if (actual !== hello.fingerprint) {
    throw new ActorError(
      'mismatch',
      `${path}: the module serves ${actual}, but ${hello.fingerprint} was asked for; check which module the isolate loads`,
      {
        target: path,
        expected: hello.fingerprint,
        actual,
      },
    )
  }
  if (actor.options.native === true && !hello.allowNative) {
    throw new ActorError(
      'unsupported',
      `${path} runs native code that a kill would abort the whole process in; start it in a subprocess, or pass { allowThread: true } and accept that a kill waits`,
      {
        feature: 'kill-in-native',
        kind: 'thread',
      },
    )
  }
  return actor
}

async function imported(load: () => Promise<unknown>, path: string): Promise<unknown> {
  try {
    return await load()
  } catch (cause) {
    const words = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
    throw new ActorError(
      'start-failed',
      `${path}: its module cannot be loaded: ${words}`,
      { target: path, phase: 'import' },
      { cause },
    )
  }
}
