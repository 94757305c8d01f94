import type { Actor, ActorOptions } from '../actor/actor.ts'
import { ActorError } from '../errors.ts'
import { asActor, Compute, describeServed } from '../compute/served.ts'
import type { Hello, Terms } from '../wire/frame.ts'
import { optionsProblem } from './options-problem.ts'

/** Where an actor's definition comes from, and what the near side expects of it. */
export interface ActorSource {
  load(): Promise<unknown>
  readonly hello: Hello
}

/**
 * Loads an actor's module and checks that it is what the near side asked for.
 *
 * @throws {ActorError<'start-failed'>} The module cannot be loaded or serves no actor, or one of its
 *   options is out of range.
 * @throws {ActorError<'mismatch'>} It speaks another protocol.
 * @throws {ActorError<'unsupported'>} It runs native code and this isolate cannot be killed in it.
 */
export async function prepare({ load, hello }: ActorSource): Promise<Actor> {
  const { path } = hello
  const served = await imported(load, path)
  const actor = asActor(served)
  if (actor === undefined) {
    throw new ActorError(
      'start-failed',
      `${path}: ${describeServed(served)}; write "export default actor(Protocol, setup)" there`,
      { target: path, phase: 'import' },
    )
  }
  const actual = actor.protocol.fingerprint
  if (actual !== hello.fingerprint) throw mismatch(path, hello.fingerprint, actual)
  const problem = optionsProblem(actor.options)
  if (problem !== undefined)
    throw new ActorError('start-failed', `${path}: ${problem}`, { target: path, phase: 'import' })
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

/** What an actor's definition asks of its near side. */
export function termsOf({
  delivery = 'at-most-once',
  maxDeliveries = 3,
  concurrency = 1,
  native = false,
}: ActorOptions): Terms {
  const window = native ? concurrency + 1 : 512
  return { delivery, maxDeliveries, concurrency, window, direct: !native }
}

/** Why an actor could not be started, whatever was thrown. */
export function startFailure(path: string, error: unknown): ActorError {
  if (ActorError.is(error)) return error
  return new ActorError(
    'start-failed',
    `${path}: ${String(error)}`,
    { target: path, phase: 'setup' },
    { cause: error },
  )
}

function mismatch(path: string, expected: string, actual: string): ActorError {
  const words =
    actual === Compute.fingerprint
      ? `the module serves a bare function, which is for compute(), but ${expected} was asked for; write "export default actor(Protocol, setup)" there`
      : `the module serves ${actual}, but ${expected} was asked for; check which module the isolate loads`
  return new ActorError('mismatch', `${path}: ${words}`, { target: path, expected, actual })
}

async function imported(load: () => Promise<unknown>, path: string): Promise<unknown> {
  try {
    return await load()
  } catch (cause) {
    const words = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
    throw new ActorError(
      'start-failed',
      `${path}: its module cannot be loaded: ${words}${remedyFor(cause)}`,
      { target: path, phase: 'import' },
      { cause },
    )
  }
}

/** Who imports it tells whether the module itself is missing, or something that it imports. */
function remedyFor(cause: unknown): string {
  const { code, message } = (cause ?? {}) as { code?: unknown; message?: unknown }
  const isMissing = code === 'ERR_MODULE_NOT_FOUND' && /^Cannot find module/.test(String(message))
  if (!isMissing) return ''
  return '; check the URL that it is started with, and that a build puts the file there'
}
