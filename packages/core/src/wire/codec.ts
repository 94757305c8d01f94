import type { ActorRef } from '../actor/ref.ts'
import { ActorError } from '../errors.ts'
import { inWords } from '../in-words.ts'
import { restoreBinary } from './binary.ts'
import type { Encoded } from './encoded.ts'
import { type ErrorData, restoreError } from './error-codec.ts'
import { Lowering, unreadable } from './lower.ts'
import type { RefData } from './ref-codec.ts'
import { pack, unpack } from './tagged.ts'

export { Encoded, encodedAs } from './encoded.ts'

/** Turns the ref in a message into one that works where the message arrived. */
export type RefResolver = (data: RefData) => ActorRef

/**
 * Encodes a value as it is now: a later change to it is not seen. Buffers in `transfer` are moved
 * and empty afterwards; all other binary data is copied.
 *
 * @throws {ActorError<'not-serializable'>} Something in it cannot cross; the path says what.
 */
export function encode(
  value: unknown,
  transfer?: readonly (ArrayBuffer | ArrayBufferView)[] | null,
): Encoded {
  if (transfer === undefined || transfer?.length === 0) return encodeCopy(value)
  return packed(value, new Lowering(buffersOf(transfer)), true)
}

/** Most values leave nothing in it, so the next one takes it over. */
let spare: Lowering | undefined

function encodeCopy(value: unknown): Encoded {
  // What is read may be a getter that encodes.
  const lowering = spare ?? new Lowering(undefined)
  spare = undefined
  const encoded = packed(value, lowering, false)
  if (lowering.attachments === undefined) spare = lowering
  return encoded
}

/** Encodes why a call is given up: without stacks, which take long to write down and show its caller only. */
export function encodeCancel(reason: ActorError): Encoded {
  return packed(reason, new Lowering(undefined, false), false)
}

function packed(value: unknown, lowering: Lowering, moved: boolean): Encoded {
  const lowered = lowering.lower(value)
  const { attachments } = lowering
  let encoded: Encoded
  try {
    encoded = pack(lowered, attachments?.buffers, moved)
  } catch (error) {
    throw unreadable(error)
  }
  attachments?.detach()
  return encoded
}

/** What is being decoded: its binaries, and who reads its refs. */
let decoding: Encoded
let resolving: RefResolver

/**
 * Decodes a value.
 *
 * @throws {ActorError<'undecodable'>} The bytes are damaged.
 */
export function decode(encoded: Encoded, refs: RefResolver): unknown {
  const outer = decoding
  const outerRefs = resolving
  decoding = encoded
  resolving = refs
  try {
    return unpack(encoded, restore)
  } catch (cause) {
    const bytes = encoded.end - encoded.start
    throw new ActorError(
      'undecodable',
      `A payload of ${bytes} bytes cannot be decoded`,
      { target: 'payload', bytes },
      { cause },
    )
  } finally {
    decoding = outer
    resolving = outerRefs
  }
}

function restore(tag: string, data: unknown): unknown {
  switch (tag) {
    case 'binary':
      return restoreBinary(data, decoding.attachments)
    case 'map':
      return new Map(pairs(data as unknown[]))
    case 'set':
      return new Set(data as unknown[])
    case 'error':
      return restoreError(data as ErrorData)
    case '-0':
      return -0
    case 'regexp':
      return new RegExp(...(data as [string, string]))
    case 'ref':
      return resolving(data as RefData)
    default:
      throw new TypeError(`unknown tag ${tag}`)
  }
}

/** What it weighs in a mailbox, in bytes. */
export function sizeOf({ start, end, attachments }: Encoded): number {
  let size = end - start
  for (const { byteLength } of attachments) size += byteLength
  return size
}

function buffersOf(transfer: readonly (ArrayBuffer | ArrayBufferView)[] | null): Set<ArrayBuffer> {
  if (!Array.isArray(transfer)) throw immovable('transfer', transfer)
  return new Set(
    transfer.map((item: ArrayBuffer | ArrayBufferView, index) => {
      const buffer = ArrayBuffer.isView(item) ? item.buffer : item
      if (buffer instanceof ArrayBuffer) return buffer
      throw immovable(`transfer[${index}]`, item)
    }),
  )
}

function immovable(argument: string, value: unknown): ActorError {
  const hint = 'list ArrayBuffers that are in the message, or views of them: { transfer: [image] }'
  const words = `${argument} is ${inWords(value)}, which cannot be moved; ${hint}`
  return new ActorError('invalid-argument', words, { argument: 'transfer', hint })
}

function* pairs(flat: readonly unknown[]): Generator<[unknown, unknown]> {
  if (!Array.isArray(flat)) throw new TypeError('a map is not a list of keys and values')
  for (let index = 0; index < flat.length; index += 2) yield [flat[index], flat[index + 1]]
}
