import { ActorError, type ErrorCode, type ErrorDetails } from '../errors.ts'

/** An error as plain data: class, message, stack, cause, code and further fields survive. */
export interface ErrorData {
  readonly name: string
  readonly message: string
  readonly stack?: string
  readonly cause?: unknown
  readonly actor?: { readonly code: ErrorCode; readonly details: unknown }
  readonly fields?: Readonly<Record<string, unknown>>
}

const kinds = [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError]
type Make = (message: string, options: ErrorOptions) => Error
const standard = new Map<string, Make>(
  kinds.map((Kind) => [Kind.name, (message, options) => new Kind(message, options)]),
)
// What it holds is among its fields.
standard.set(AggregateError.name, (message, options) => new AggregateError([], message, options))

/** Fields that have a place of their own. */
const placed = new Set(['name', 'message', 'stack', 'cause'])

/** Takes an error apart; `lower` makes the values in it fit to cross. It never throws, whatever the error does. */
export function lowerError(
  error: Error,
  lower: (value: unknown) => unknown,
  stacks: boolean,
): ErrorData {
  const actor = attempt(() => ActorError.is(error)) === true
  const [name, message, cause] = ['name', 'message', 'cause'].map((key) => read(error, key))
  const stack = stacks ? read(error, 'stack') : undefined
  const fields = fieldsOf(error, actor).map(([key, value]) => [key, lower(value)] as const)
  return {
    name: text(name),
    message: text(message),
    ...(typeof stack === 'string' && { stack }),
    ...(cause !== undefined && { cause: lower(cause) }),
    ...(actor && {
      actor: { code: read(error, 'code') as ErrorCode, details: lower(read(error, 'details')) },
    }),
    ...(fields.length > 0 && { fields: Object.fromEntries(fields) }),
  }
}

/** What hangs on it beside its name, message, stack and cause. */
function fieldsOf(error: Error, actor: boolean): (readonly [string, unknown])[] {
  const keys = new Set(attempt(() => Object.keys(error)))
  if (attempt(() => Array.isArray(read(error, 'errors'))) === true) keys.add('errors')
  if (read(error, 'code') !== undefined) keys.add('code')
  for (const key of actor ? ['code', 'details', 'help'] : []) keys.delete(key)
  return [...keys].filter((key) => !placed.has(key)).map((key) => [key, read(error, key)])
}

/** Something that was thrown, in words. */
export function wordsOf(thrown: unknown): string {
  return attempt(() => thrown instanceof Error) === true
    ? text(read(thrown as Error, 'message'))
    : text(thrown)
}

function read(error: object, key: string): unknown {
  return attempt(() => (error as Record<string, unknown>)[key])
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : (attempt(() => String(value)) ?? '(unreadable)')
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

/** Puts an error together again. A class of the app's own arrives as an `Error` of the same name. */
export function restoreError({
  name = 'Error',
  message,
  stack,
  actor,
  fields,
  ...rest
}: ErrorData): Error {
  const options = 'cause' in rest ? { cause: rest.cause } : {}
  const error = unlocated(() =>
    actor === undefined
      ? (standard.get(name) ?? makeError)(message, options)
      : new ActorError(actor.code, message, actor.details as ErrorDetails[ErrorCode], options),
  )
  if (error.name !== name) define(error, 'name', name)
  define(error, 'stack', stack ?? `${name}: ${message}`)
  return Object.assign(error, fields)
}

const engine = Error as { readonly stackTraceLimit?: number }

/**
 * Makes an error that brings its stack along: V8 would note where it is made, and put that into words
 * when the stack is replaced, for most of what it costs.
 */
function unlocated(make: () => Error): Error {
  const limit = engine.stackTraceLimit
  if (limit === undefined) return make()
  Reflect.set(engine, 'stackTraceLimit', 0)
  try {
    return make()
  } finally {
    Reflect.set(engine, 'stackTraceLimit', limit)
  }
}

function makeError(message: string, options: ErrorOptions): Error {
  return new Error(message, options)
}

function define(error: Error, key: string, value: unknown): void {
  Object.defineProperty(error, key, { value, configurable: true, writable: true })
}
