import { ActorError } from '../errors.ts'
import { inWords } from '../in-words.ts'
import type { Isolate } from '../isolate/isolate.ts'
import type { AnyProtocol } from '../protocol/protocol.ts'
import { encode, type Encoded } from '../wire/codec.ts'

/**
 * What `child()` and `pool()` bring together: who, and where.
 *
 * @throws {ActorError<'invalid-argument'>} One of them is something else.
 */
export function checkParties(protocol: AnyProtocol, isolate: Isolate): void {
  const { fingerprint } = (protocol ?? {}) as Partial<AnyProtocol>
  if (typeof fingerprint !== 'string') {
    const hint = 'pass what protocol() made: child(Counter, thread(...))'
    throw unfit('protocol', `A child needs its protocol, and got ${inWords(protocol)}`, hint)
  }
  checkIsolate((protocol as { name: string }).name, isolate)
}

/** @throws {ActorError<'invalid-argument'>} It is something else. */
export function checkIsolate(who: string, isolate: Isolate): void {
  if (typeof (isolate as Partial<Isolate> | undefined)?.start === 'function') return
  throw unfit('isolate', `${who} needs a place to run, and got ${inWords(isolate)}`, remedy)
}

const remedy =
  'pass thread(new URL(...)), subprocess(new URL(...)), worker(() => new Worker(...)) or memory(actor)'

function unfit(argument: string, words: string, hint: string): ActorError {
  return new ActorError('invalid-argument', `${words}; ${hint}`, { argument, hint })
}

/**
 * The options of an actor as they cross.
 *
 * @throws {ActorError<'not-serializable'>} Something in them cannot; the path says what.
 */
export function encodeOptions(protocol: AnyProtocol, options: unknown): Encoded {
  try {
    return encode(options)
  } catch (error) {
    if (!ActorError.is(error, 'not-serializable')) throw error
    const { name } = protocol as { name: string }
    const path = error.details.path.replace(/^message/, 'options')
    const words = error.message.replace(/^message/, 'options')
    const { cause, details } = error
    throw new ActorError('not-serializable', `${name}: ${words}`, { ...details, path }, { cause })
  }
}
