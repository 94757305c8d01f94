import { ActorError } from './errors.ts'
import { inWords } from './in-words.ts'

/** An argument of the wrong kind, and what to pass instead. */
export function wrongArgument(argument: string, value: unknown, hint: string): ActorError {
  return new ActorError('invalid-argument', `${argument} is ${inWords(value)}; ${hint}`, {
    argument,
    hint,
  })
}

/** @throws {ActorError<'invalid-argument'>} It cannot be called. */
export function checkFunction(argument: string, value: unknown, hint: string): void {
  if (typeof value !== 'function') throw wrongArgument(argument, value, hint)
}

/** @throws {ActorError<'invalid-argument'>} It is no protocol. */
export function checkProtocol(protocol: unknown, hint: string): void {
  const { fingerprint } = (protocol ?? {}) as { readonly fingerprint?: unknown }
  if (typeof fingerprint !== 'string') throw wrongArgument('protocol', protocol, hint)
}

/** @throws {ActorError<'invalid-argument'>} It cannot be iterated. */
export function checkIterable(argument: string, value: unknown): void {
  const { [Symbol.asyncIterator]: later, [Symbol.iterator]: now } = Object(value) as Partial<
    AsyncIterable<unknown> & Iterable<unknown>
  >
  if (typeof (later ?? now) === 'function') return
  throw wrongArgument(argument, value, 'pass what for await can read: a stream, an array')
}
