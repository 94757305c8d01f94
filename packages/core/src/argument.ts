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
