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
const placedOfActor = new Set([...placed, 'code', 'details', 'help'])

/** Takes an error apart; `lower` makes the values in it fit to cross. It never throws, whatever the error does. */
export function lowerError(
  error: Error,
  lower: (value: unknown) => unknown,
  stacks: boolean,
): ErrorData {
  const actor = attempt(() => ActorError.is(error)) === true
  const data: { -readonly [Key in keyof ErrorData]: ErrorData[Key] } = {
    name: text(read(error, 'name')),
    message: text(read(error, 'message')),
  }
  const stack = stacks ? read(error, 'stack') : undefined
  if (typeof stack === 'string') data.stack = stack
  const cause = read(error, 'cause')
  if (cause !== undefined) data.cause = lower(cause)
  if (actor)
    data.actor = {
      code: read(error, 'code') as ErrorCode,
      details: lower(read(error, 'details')),
    }
  const keys = fieldsOf(error, actor ? placedOfActor : placed)
  if (keys.length > 0)
    data.fields = Object.fromEntries(keys.map((key) => [key, lower(read(error, key))]))
  return data
}

/** What hangs on it beside what has a place of its own. */
function fieldsOf(error: Error, without: ReadonlySet<string>): string[] {
  const keys = attempt(() => Object.keys(error)) ?? []
  if (attempt(() => Array.isArray(read(error, 'errors'))) === true) keys.push('errors')
  if (read(error, 'code') !== undefined) keys.push('code')
  return keys.filter((key, at) => !without.has(key) && keys.indexOf(key) === at)
}

/** Something that was thrown, in words. */
export function wordsOf(thrown: unknown): string {
  return attempt(() => thrown instanceof Error) === true
    ? text(read(thrown as Error, 'message'))
    : text(thrown)
}

function read(error: object, key: string): unknown {
  try {
    return (error as Record<string, unknown>)[key]
  } catch {
    return undefined
  }
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
