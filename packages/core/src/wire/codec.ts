import type { ActorRef } from '../actor/ref.ts'
import { ActorError } from '../errors.ts'
import { Attachments, restoreBinary } from './binary.ts'
import { type ErrorData, restoreError } from './error-codec.ts'
import { lower } from './lower.ts'
import type { RefData } from './ref-codec.ts'
import { pack, unpack } from './tagged.ts'

/** A value as it crosses: self-contained, so that it can be delivered again, elsewhere. */
export interface Encoded {
  readonly bytes: Uint8Array
  /** Large binaries, in the order in which the bytes name them. */
  readonly attachments: readonly ArrayBuffer[]
  /** Some of them were moved here and can be sent only once. */
  readonly moved: boolean
}

/** Turns the ref in a message into one that works where the message arrived. */
export type RefResolver = (data: RefData) => ActorRef

const none: ReadonlySet<ArrayBuffer> = new Set()

/**
 * Encodes a value as it is now: a later change to it is not seen. Buffers in `transfer` are moved
 * and empty afterwards; all other binary data is copied.
 *
 * @throws {ActorError<'not-serializable'>} Something in it cannot cross; the path says what.
 */
export function encode(
  value: unknown,
  transfer?: readonly (ArrayBuffer | ArrayBufferView)[],
): Encoded {
  const moving = transfer === undefined || transfer.length === 0 ? none : buffersOf(transfer)
  const attachments = new Attachments(moving)
  const bytes = pack(lower(value, attachments))
  attachments.detach()
  return { bytes, attachments: attachments.buffers, moved: moving !== none }
}

/**
 * Decodes a value.
 *
 * @throws {ActorError<'undecodable'>} The bytes are damaged.
 */
export function decode(encoded: Encoded, refs: RefResolver): unknown {
  const restore = (tag: string, data: unknown): unknown => {
    switch (tag) {
      case 'binary':
        return restoreBinary(data, encoded.attachments)
      case 'map':
        return new Map(pairs(data as unknown[]))
      case 'set':
        return new Set(data as unknown[])
      case 'error':
        return restoreError(data as ErrorData)
      case 'regexp':
        return new RegExp(...(data as [string, string]))
      case 'ref':
        return refs(data as RefData)
      default:
        throw new TypeError(`unknown tag ${tag}`)
    }
  }
  try {
    return unpack(encoded.bytes, restore)
  } catch (cause) {
    const bytes = encoded.bytes.byteLength
    throw new ActorError(
      'undecodable',
      `A payload of ${bytes} bytes cannot be decoded`,
      { target: 'payload', bytes },
      { cause },
    )
  }
}

/** What it weighs in a mailbox, in bytes. */
export function sizeOf({ bytes, attachments }: Encoded): number {
  return attachments.reduce((sum, { byteLength }) => sum + byteLength, bytes.byteLength)
}

function buffersOf(transfer: readonly (ArrayBuffer | ArrayBufferView)[]): Set<ArrayBuffer> {
  return new Set(
    transfer.map((item) => {
      const buffer = ArrayBuffer.isView(item) ? item.buffer : item
      if (buffer instanceof ArrayBuffer) return buffer
      throw new ActorError(
        'invalid-argument',
        'Only an ArrayBuffer, or a view of one, can be moved',
        {
          argument: 'transfer',
          hint: 'list buffers that are in the message, such as [image.buffer]',
        },
      )
    }),
  )
}

function* pairs(flat: readonly unknown[]): Generator<[unknown, unknown]> {
  if (!Array.isArray(flat)) throw new TypeError('a map is not a list of keys and values')
  for (let index = 0; index < flat.length; index += 2) yield [flat[index], flat[index + 1]]
}
