import { ActorError } from '../errors.ts'
import { inWords } from '../in-words.ts'
import { isRef, type RefData, refData } from './ref-codec.ts'
import { Attachments, attachmentThreshold, lowerSmall } from './binary.ts'
import { lowerError } from './error-codec.ts'
import { pathTo } from './path-to.ts'
import { Tagged } from './tagged.ts'

/** Deeper than any message that means it; a cycle has no end. */
const deepest = 500

/** An error weighs more levels than one, so that a long chain of causes fits a small stack too. */
const errorDepth = 9

/** More than any failure has; where each points at the next one twice, their number has no end. */
const mostErrors = 10_000

/** Objects and elements. More would fill the memory; what is shared counts wherever it is met. */
const mostValues = 2 ** 25

/** The packer takes it for an integer, which has no sign at zero. */
const minusZero = new Tagged('-0', null)

const none: ReadonlySet<ArrayBuffer> = new Set()

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

/** Turns one value into plain data and {@link Tagged} values, copying only what must change. */
export class Lowering {
  /** The large binaries that it met, if it met any. */
  attachments: Attachments | undefined
  /** Errors that are being lowered: they may point at each other. */
  #errors: Set<Error> | undefined
  #errorCount = 0
  #valueCount = 0

  /** Whether errors bring their stacks. */
  readonly #stacks: boolean

  constructor(transfer: ReadonlySet<ArrayBuffer> | undefined, stacks = true) {
    this.#stacks = stacks
    if (transfer !== undefined) this.attachments = new Attachments(transfer)
  }

  /** @throws {ActorError<'not-serializable'>} Something in it cannot cross; the path says what. */
  lower(value: unknown): unknown {
    this.#errorCount = 0
    this.#valueCount = 0
    try {
      return this.value(value, 0)
    } catch (error) {
      if (!(error instanceof Obstacle)) throw ActorError.is(error) ? error : unreadable(error)
      const path = pathTo(error.value, value)
      throw new ActorError(
        'not-serializable',
        `${path} is ${error.kind}, which cannot cross to another isolate: ${error.remedy}`,
        { path, type: error.kind },
      )
    }
  }

  value(value: unknown, depth: number): unknown {
    if (typeof value === 'object' && value !== null) return this.#object(value, depth + 1)
    if (typeof value === 'function') {
      throw new Obstacle(value, 'a function', 'send data, or a ref to an actor that does it')
    }
    if (typeof value === 'symbol') throw new Obstacle(value, 'a symbol', 'send a string')
    return value === 0 && Object.is(value, -0) ? minusZero : value
  }

  #object(value: object, depth: number): unknown {
    if (depth > deepest) {
      throw new Obstacle(value, 'a cycle or nested too deep', 'send a tree, with ids for the links')
    }
    this.#count(value, 1)
    if (Array.isArray(value)) return this.#array(value, depth)
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype === Object.prototype || prototype === null) {
      return isRef(value)
        ? new Tagged('ref', refData(value) satisfies RefData)
        : this.#fields(value, depth)
    }
    return this.#builtIn(value, depth)
  }

  #count(value: object, more: number): void {
    if ((this.#valueCount += more) <= mostValues) return
    const remedy = 'send less at a time, a Map for an array with holes, and ids for what is shared'
    throw new Obstacle(value, `more than ${mostValues} values`, remedy)
  }

  #array(array: readonly unknown[], depth: number): readonly unknown[] {
    this.#count(array, array.length)
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
    for (const key in source) {
      const field = source[key]
      if (typeof field === 'string' || (typeof field === 'number' && field !== 0)) continue
      if (!Object.hasOwn(source, key)) continue
      const lowered = this.value(field, depth)
      if (lowered !== field) (copy ??= { ...source })[key] = lowered
    }
    const fields = copy ?? record
    // The packer asks an object for its class.
    return Object.hasOwn(fields, 'constructor') ? new Map(Object.entries(fields)) : fields
  }

  #builtIn(value: object, depth: number): unknown {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return this.#binary(value)
    if (value instanceof Date) return value
    if (value instanceof Map) {
      return new Tagged('map', this.#array([...(value as Map<unknown, unknown>)].flat(), depth))
    }
    if (value instanceof Set)
      return new Tagged('set', this.#array([...(value as Set<unknown>)], depth))
    if (value instanceof Error) return this.#error(value, depth)
    if (value instanceof RegExp) return new Tagged('regexp', [value.source, value.flags])
    const obstacle = unsendable(value)
    if (obstacle !== undefined) throw obstacle
    return this.#fields({ ...value }, depth)
  }

  #binary(value: ArrayBuffer | ArrayBufferView): Tagged {
    const buffer = value instanceof ArrayBuffer ? value : value.buffer
    if (!(buffer instanceof ArrayBuffer)) {
      throw new Obstacle(value, 'a view of shared memory', 'send a copy, for example array.slice()')
    }
    if (isEmptied(buffer)) {
      throw new Obstacle(
        value,
        'a buffer that was moved away',
        'copy it before you move it, for example array.slice()',
      )
    }
    const binary = value as ArrayBuffer | ArrayBufferView<ArrayBuffer>
    if (this.attachments === undefined && value.byteLength < attachmentThreshold)
      return lowerSmall(binary)
    this.attachments ??= new Attachments(none)
    return this.attachments.lower(binary)
  }

  #error(error: Error, depth: number): unknown {
    const errors = (this.#errors ??= new Set())
    if (errors.has(error)) return '(a cycle)'
    if (++this.#errorCount > mostErrors) return '(one error too many)'
    errors.add(error)
    const lower = (inner: unknown): unknown => this.#safe(inner, depth + errorDepth)
    const data = lowerError(error, lower, this.#stacks)
    errors.delete(error)
    return new Tagged('error', data)
  }

  /** An error must cross whatever hangs on it. */
  #safe(value: unknown, depth: number): unknown {
    try {
      return this.value(value, depth)
    } catch (error) {
      return error instanceof Obstacle ? `(${error.kind})` : '(unreadable)'
    }
  }
}

function isEmptied(buffer: ArrayBuffer): boolean {
  if (buffer.byteLength > 0) return false
  try {
    new Uint8Array(buffer)
    return false
  } catch {
    return true
  }
}

/** A getter or a proxy threw, or there was no room; where, nobody knows. */
export function unreadable(cause: unknown): ActorError {
  return new ActorError(
    'not-serializable',
    `message cannot be read: ${cause instanceof Error ? cause.message : inWords(cause)}; send plain data`,
    { path: 'message', type: 'unreadable' },
    { cause },
  )
}

/** Objects of the app's own classes cross as their fields; the platform's have none to show. */
function unsendable(value: object): Obstacle | undefined {
  const kind = Object.prototype.toString.call(value).slice(8, -1)
  switch (kind) {
    case 'Object':
      return undefined
    case 'Promise':
      return new Obstacle(value, 'a promise', 'await it first')
    case 'AbortSignal':
      return new Obstacle(value, 'an AbortSignal', 'pass it in the options: { signal }')
    default:
      return new Obstacle(
        value,
        `${/^[AEIO]/.test(kind) ? 'an' : 'a'} ${kind}`,
        'send plain data, or use a stream or duplex operation',
      )
  }
}
