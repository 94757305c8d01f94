import type { StandardSchemaV1 } from '@standard-schema/spec'
import { ActorError } from '../errors.ts'
import { inWords } from '../in-words.ts'

/** The four ways to talk to an actor. */
export type OperationKind = 'ask' | 'tell' | 'stream' | 'duplex'

/** Optional run-time checks of what crosses, by any Standard Schema library (zod, valibot, arktype). */
export interface Checks<Input, Output> {
  readonly input?: StandardSchemaV1<unknown, Input>
  readonly output?: StandardSchemaV1<unknown, Output>
}

/** One operation of a protocol: its kind and, for the compiler, what goes in and what comes out. */
export interface Operation<
  Kind extends OperationKind = OperationKind,
  Input = unknown,
  Output = unknown,
> {
  readonly kind: Kind
  readonly checks: Checks<Input, Output>
  /** For the compiler only; never set. */
  readonly types?: (input: Input) => Output
}

/** The operations of a protocol by name. */
export type Operations = Readonly<Record<string, AnyOperation>>

/** Any operation, whatever goes in and comes out. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- operations differ in variance
export type AnyOperation = Operation<OperationKind, any, any>

/** What an operation takes. */
export type InputOf<O> = O extends { readonly types?: (input: infer Input) => unknown }
  ? Input
  : never

/** What an operation gives: an answer, or the items of a stream. */
export type OutputOf<O> = O extends { readonly types?: (input: never) => infer Output }
  ? Output
  : never

/**
 * A message that is answered once.
 * @see [Example: counter](../../../../examples/counter/README.md)
 * @example
 * ```ts
 * import { ask, protocol } from '@troupe/core'
 *
 * const Maths = protocol('maths', { half: ask<number, number>() })
 * Maths.operations.half.kind // => 'ask'
 * ```
 */
export function ask<Input = void, Output = void>(
  checks: Checks<Input, Output> = {},
): Operation<'ask', NoInfer<Input>, NoInfer<Output>> {
  return { kind: 'ask', checks }
}

/**
 * A message without an answer.
 * @example
 * ```ts
 * import { protocol, tell } from '@troupe/core'
 *
 * const Cache = protocol('cache', { forget: tell<{ key: string }>() })
 * Cache.operations.forget.kind // => 'tell'
 * ```
 */
export function tell<Input = void>(
  checks: Pick<Checks<Input, void>, 'input'> = {},
): Operation<'tell', NoInfer<Input>, void> {
  return { kind: 'tell', checks }
}

/**
 * A message that is answered by any number of items.
 * @see [Example: stream and cancel](../../../../examples/stream-and-cancel/README.md)
 * @example
 * ```ts
 * import { protocol, stream } from '@troupe/core'
 *
 * const Writer = protocol('writer', { tokens: stream<{ prompt: string }, string>() })
 * Writer.operations.tokens.kind // => 'stream'
 * ```
 */
export function stream<Input = void, Item = unknown>(
  checks: Checks<Input, Item> = {},
): Operation<'stream', NoInfer<Input>, NoInfer<Item>> {
  return { kind: 'stream', checks }
}

/**
 * A stream of items in and a stream of items out.
 * @see [Example: live wake word](../../../../examples/live-wake-word/README.md)
 * @example
 * ```ts
 * import { duplex, protocol } from '@troupe/core'
 *
 * const Ear = protocol('ear', { words: duplex<Float32Array, string>() })
 * Ear.operations.words.kind // => 'duplex'
 * ```
 */
export function duplex<ItemIn, ItemOut>(
  checks: Checks<ItemIn, ItemOut> = {},
): Operation<'duplex', NoInfer<ItemIn>, NoInfer<ItemOut>> {
  return { kind: 'duplex', checks }
}

/** Names a type in a place that takes a value: `{ options: type<{ language: string }>() }`. */
export interface Type<T> {
  /** For the compiler only; never set. */
  readonly type?: (value: T) => T
}

/**
 * Names a type in a place that takes a value.
 * @example
 * ```ts
 * import { ask, protocol, type } from '@troupe/core'
 *
 * const Ocr = protocol('ocr', { read: ask<Uint8Array, string>() }, { options: type<{ language: string }>() })
 * Ocr.name // => 'ocr'
 * ```
 */
export function type<T>(): Type<T> {
  return {}
}

/** The contract between an actor and those who talk to it. Both sides import it. */
export interface Protocol<Ops extends Operations = Operations, Options = void> {
  readonly name: string
  readonly operations: Ops
  /** Name and operation kinds in one string: the handshake compares it. */
  readonly fingerprint: string
  /** For the compiler only; never set. */
  readonly options?: Type<Options>
}

/** Any protocol, whatever its operations and options. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any options fit here
export type AnyProtocol = Protocol<any, any>

/** What `child(..., { options })` must bring for an actor of this protocol. */
export type OptionsOf<P> = P extends Protocol<Operations, infer Options> ? Options : never

/**
 * Declares what an actor understands. It is pure: both sides import it, and it carries the types.
 *
 * @param name Shown in errors, logs and the inspector. The handshake compares it.
 * @param operations What the actor understands, by name, in the words of its callers.
 * @throws {ActorError<'invalid-argument'>} The name is empty, an operation is none, or one is named
 * `then`.
 * @example
 * ```ts
 * import { ask, protocol, tell } from '@troupe/core'
 *
 * const Counter = protocol('counter', {
 *   add: ask<number, number>(),
 *   reset: tell(),
 * })
 * Counter.fingerprint // => 'counter(add:ask,reset:tell)'
 * ```
 */
export function protocol<const Ops extends Operations, Options = void>(
  name: string,
  operations: Ops,
  _extras: { readonly options?: Type<Options> } = {},
): Protocol<Ops, Options> {
  checkProtocol(name, operations)
  const parts = Object.keys(operations)
    .sort()
    .map((operation) => `${operation}:${operations[operation]!.kind}`)
  return { name, operations, fingerprint: `${name}(${parts.join(',')})` }
}

const kinds: readonly unknown[] = ['ask', 'tell', 'stream', 'duplex'] satisfies OperationKind[]

function checkProtocol(name: unknown, operations: Operations): void {
  if (typeof name !== 'string' || name === '') {
    const hint = 'pass a short word first: protocol("ocr", { ... })'
    throw unfit('name', `A protocol needs a name, and got ${inWords(name)}; ${hint}`, hint)
  }
  if (typeof operations !== 'object' || (operations as unknown) === null) {
    const hint = `pass an object: protocol("${name}", { greet: ask() })`
    throw unfit('operations', `${name} has ${inWords(operations)} for operations; ${hint}`, hint)
  }
  if (Object.hasOwn(operations, 'then')) {
    const hint = 'give it another name, such as "next"'
    const words = `${name}.then cannot be an operation: await would take its actor for a promise; ${hint}`
    throw unfit('then', words, hint)
  }
  for (const [operation, made] of Object.entries(operations)) {
    if (kinds.includes((made as Partial<AnyOperation> | undefined)?.kind)) continue
    const hint = `make it with ask(), tell(), stream() or duplex(): { ${operation}: ask() }`
    const words = `${name}.${operation} is ${inWords(made)} and no operation; ${hint}`
    throw unfit(operation, words, hint)
  }
}

function unfit(argument: string, words: string, hint: string): ActorError {
  return new ActorError('invalid-argument', words, { argument, hint })
}
