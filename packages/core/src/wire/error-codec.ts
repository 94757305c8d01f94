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

const standard: Record<string, new (message: string, options?: ErrorOptions) => Error> = {
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
}

const own = new Set(['name', 'message', 'stack', 'cause', 'code', 'details'])

/** Takes an error apart; `lower` makes the values in it fit to cross. */
export function lowerError(error: Error, lower: (value: unknown) => unknown): ErrorData {
  const fields: Record<string, unknown> = {}
  const actor = ActorError.is(error)
  for (const key of Object.keys(error)) {
    if (!own.has(key)) fields[key] = lower((error as unknown as Record<string, unknown>)[key])
  }
  if (!actor && 'code' in error) fields['code'] = lower(error.code)
  if ('errors' in error && Array.isArray(error.errors)) fields['errors'] = lower(error.errors)
  return {
    name: String(error.name),
    message: String(error.message),
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(error.cause === undefined ? {} : { cause: lower(error.cause) }),
    ...(actor ? { actor: { code: error.code, details: lower(error.details) } } : {}),
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
  }
}

/** Puts an error together again. A class of the app's own arrives as an `Error` of the same name. */
export function restoreError(data: ErrorData): Error {
  const options = 'cause' in data ? { cause: data.cause } : {}
  const error =
    data.actor === undefined
      ? new (standard[data.name] ?? Error)(data.message, options)
      : new ActorError(data.actor.code, data.message, data.actor.details as ErrorDetails[ErrorCode], options)
  if (error.name !== data.name) define(error, 'name', data.name)
  define(error, 'stack', data.stack ?? `${data.name}: ${data.message}`)
  return Object.assign(error, data.fields)
}

function define(error: Error, key: string, value: unknown): void {
  Object.defineProperty(error, key, { value, configurable: true, writable: true })
}
