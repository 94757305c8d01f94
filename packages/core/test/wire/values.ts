import fc from 'fast-check'
import type { ActorRef } from '../../src/actor/ref.ts'
import { decode, encode } from '../../src/wire/codec.ts'

/** For values without refs. */
export const noRefs = (): ActorRef => {
  throw new Error('there is no ref in this value')
}

/** There and back. */
export function crossed(value: unknown): unknown {
  return decode(encode(value), noRefs)
}

/** Keys that trip up careless code. */
const key = fc.oneof(
  fc.string({ maxLength: 5 }),
  fc.constantFrom(
    '',
    '0',
    '1',
    '-1',
    'toString',
    'constructor',
    'hasOwnProperty',
    'toJSON',
    'length',
    'then',
    'valueOf',
  ),
)

const number = fc.oneof(
  fc.double().map((n) => n + 0),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.constantFrom(0, NaN, Infinity, -Infinity, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 64, -(2 ** 63)),
)

const scalar = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, true, false),
  number,
  fc.bigInt(),
  fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.date({ noInvalidDate: true }),
)

const bytes = fc.uint8Array({ maxLength: 64 })

const binary = fc.oneof(
  fc.int8Array(),
  fc.uint8Array(),
  fc.uint8ClampedArray(),
  fc.int16Array(),
  fc.uint16Array(),
  fc.int32Array(),
  fc.uint32Array(),
  fc.float32Array(),
  fc.float64Array(),
  fc.bigInt64Array(),
  fc.bigUint64Array(),
  bytes.map((view) => view.buffer.slice(0)),
  fc
    .tuple(bytes, fc.nat(8))
    .map(([view, skip]) => new DataView(view.buffer, Math.min(skip, view.length))),
  fc.tuple(bytes, fc.nat(8)).map(([view, skip]) => view.subarray(Math.min(skip, view.length))),
)

/** Any value that crosses: scalars, binaries, and arrays, records, maps and sets of them. */
export const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    binary,
    fc.array(tie('value'), { maxLength: 5 }),
    fc
      .array(fc.tuple(key, tie('value')), { maxLength: 5 })
      .map((entries) => Object.fromEntries(entries)),
    fc
      .array(fc.tuple(tie('value'), tie('value')), { maxLength: 4 })
      .map((entries) => new Map(entries)),
    fc.array(tie('value'), { maxLength: 4 }).map((items) => new Set(items)),
  ),
})).value

/** What anyone may find in place of a field. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, true, -1, 0.5, NaN, 2 ** 31, 2 ** 53, 1e308, Infinity),
  fc.string({ maxLength: 5 }),
  fc.constantFrom('__proto__', 'constructor', 'ask', 'tell', 'stream', 'duplex', 'toString'),
  fc.integer({ min: -3, max: 200 }),
  fc.bigInt(),
  fc.uint8Array({ maxLength: 8 }),
  fc.array(fc.integer(), { maxLength: 3 }),
  fc.dictionary(fc.string({ maxLength: 3 }), fc.integer(), { maxKeys: 2 }),
)
