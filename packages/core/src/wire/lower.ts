import { ActorError } from '../errors.ts'
import { isRef, type RefData, refData } from './ref-codec.ts'
import type { Attachments } from './binary.ts'
import { lowerError } from './error-codec.ts'
import { Tagged } from './tagged.ts'

/** Deeper than any message that means it; a cycle has no end. */
const deepest = 500

/**
 * Turns a value into plain data and {@link Tagged} values, copying only what must change.
 *
 * @throws {ActorError<'not-serializable'>} Something in it cannot cross; the path says what.
 */
export function lower(value: unknown, attachments: Attachments): unknown {
  const walk = new Lowering(attachments)
  try {
    return walk.value(value, 0)
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error
    const path = ['message', ...(findPath(value, error.value, new Set()) ?? [])].join('.')
    throw new ActorError(
      'not-serializable',
      `${path} is ${error.kind}, which cannot cross to another isolate: ${error.remedy}`,
      { path, type: error.kind },
    )
  }
}

class Obstacle extends Error {
  readonly value: unknown
  readonly kind: string
  readonly remedy: string

  constructor(value: unknown, kind: string, remedy: string) {
    super(kind)
    this.value = value
    this.kind = kind
    this.remedy = remedy
  }
}

class Lowering {
  readonly #attachments: Attachments

  constructor(attachments: Attachments) {
    this.#attachments = attachments
  }

  value(value: unknown, depth: number): unknown {
    if (typeof value === 'object' && value !== null) return this.#object(value, depth + 1)
    if (typeof value === 'function') {
      throw new Obstacle(value, 'a function', 'send data, or a ref to an actor that does it')
    }
    if (typeof value === 'symbol') throw new Obstacle(value, 'a symbol', 'send a string')
    return value
  }

  #object(value: object, depth: number): unknown {
    if (depth > deepest) {
      throw new Obstacle(value, 'a cycle or nested too deep', 'send a tree, with ids for the links')
    }
    if (Array.isArray(value)) return this.#array(value, depth)
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype === Object.prototype || prototype === null) {
      return isRef(value) ? new Tagged('ref', refData(value) satisfies RefData) : this.#fields(value, depth)
    }
    return this.#builtIn(value, depth)
  }

  #array(array: readonly unknown[], depth: number): readonly unknown[] {
    let copy: unknown[] | undefined
    for (let index = 0; index < array.length; index++) {
      const lowered = this.value(array[index], depth)
      if (lowered !== array[index]) (copy ??= array.slice())[index] = lowered
    }
    return copy ?? array
  }

  #fields(record: object, depth: number): object {
    const source = record as Record<string, unknown>
    let copy: Record<string, unknown> | undefined
    for (const key of Object.keys(source)) {
      const lowered = this.value(source[key], depth)
      if (lowered !== source[key]) (copy ??= { ...source })[key] = lowered
    }
    return copy ?? record
  }

  #builtIn(value: object, depth: number): unknown {
    if (value instanceof ArrayBuffer) return this.#attachments.lower(value)
    if (ArrayBuffer.isView(value)) {
      if (value.buffer instanceof ArrayBuffer) {
        return this.#attachments.lower(value as ArrayBufferView<ArrayBuffer>)
      }
      throw new Obstacle(value, 'a view of shared memory', 'send a copy, for example array.slice()')
    }
    if (value instanceof Date) return value
    if (value instanceof Map) {
      return new Tagged('map', this.#array([...(value as Map<unknown, unknown>)].flat(), depth))
    }
    if (value instanceof Set) return new Tagged('set', this.#array([...(value as Set<unknown>)], depth))
    if (value instanceof Error) return new Tagged('error', lowerError(value, (inner) => this.#safe(inner, depth)))
    if (value instanceof RegExp) return new Tagged('regexp', [value.source, value.flags])
    const obstacle = unsendable(value)
    if (obstacle !== undefined) throw obstacle
    return this.#fields({ ...value }, depth)
  }

  /** An error must cross whatever hangs on it. */
  #safe(value: unknown, depth: number): unknown {
    try {
      return this.value(value, depth)
    } catch (error) {
      if (error instanceof Obstacle) return `(${error.kind})`
      throw error
    }
  }
}

function unsendable(value: object): Obstacle | undefined {
  const kind = Object.prototype.toString.call(value).slice(8, -1)
  switch (kind) {
    case 'Promise':
      return new Obstacle(value, 'a promise', 'await it first')
    case 'AbortSignal':
      return new Obstacle(value, 'an AbortSignal', 'pass it in the options: { signal }')
    case 'WeakMap':
    case 'WeakSet':
    case 'WeakRef':
    case 'SharedArrayBuffer':
    case 'MessagePort':
    case 'ReadableStream':
    case 'WritableStream':
    case 'Generator':
    case 'AsyncGenerator':
      return new Obstacle(value, `a ${kind}`, 'send plain data, or use a stream or duplex operation')
    default:
      return undefined
  }
}

/** Only for the words of an error, so it may be slow. */
function findPath(value: unknown, wanted: unknown, seen: Set<unknown>): string[] | undefined {
  if (Object.is(value, wanted)) return []
  if (typeof value !== 'object' || value === null || seen.has(value)) return undefined
  seen.add(value)
  const entries: [unknown, unknown][] =
    value instanceof Map
      ? [...(value as Map<unknown, unknown>)]
      : value instanceof Set
        ? [...(value as Set<unknown>)].map((item, index) => [index, item])
        : Object.entries(value)
  for (const [key, inner] of entries) {
    const path = findPath(inner, wanted, seen)
    if (path !== undefined) return [String(key), ...path]
  }
  return undefined
}
