import fc from 'fast-check'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { ActorError } from '../../src/errors.ts'
import { attachmentThreshold } from '../../src/wire/binary.ts'
import { decode, encode, encodeCancel, encodedAs, sizeOf } from '../../src/wire/codec.ts'
import { pack, Tagged } from '../../src/wire/tagged.ts'
import { crossed, noRefs, value } from './values.ts'

function thrown(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

describe('encode() and decode()', () => {
  it('give back every value that crosses, of the same kind', () => {
    fc.assert(
      fc.property(value, (original) => {
        expect(isDeepStrictEqual(crossed(original), original)).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  it('give back an object of more fields than 65 535', () => {
    const wide = Object.fromEntries(Array.from({ length: 70_000 }, (_, n) => [`field ${n}`, n]))
    expect(isDeepStrictEqual(crossed({ inner: wide }), { inner: wide })).toBe(true)
    expect(crossed({ small: true })).toEqual({ small: true })
  })

  it('say in words that something cannot be written down', () => {
    let reads = 0
    const fleeting = {
      get page(): number {
        if (reads++ === 0) return 0
        throw new RangeError('the book is closed')
      },
    }
    expect(thrown(() => encode(fleeting))).toMatchObject({
      code: 'not-serializable',
      details: { path: 'message', type: 'unreadable' },
    })
  })

  it('give back a date that is none', () => {
    const date = crossed(new Date(NaN))
    expect(date).toBeInstanceOf(Date)
    expect((date as Date).getTime()).toBeNaN()
  })

  it('leave the value as it was', () => {
    fc.assert(
      fc.property(value, (original) => {
        const before = structuredClone(original)
        encode(original)
        expect(isDeepStrictEqual(original, before)).toBe(true)
      }),
    )
  })

  it('are self-contained: the same bytes decode again and again', () => {
    fc.assert(
      fc.property(value, value, (first, second) => {
        const encoded = encode(first)
        encode(second)
        expect(isDeepStrictEqual(decode(encoded, noRefs), first)).toBe(true)
        expect(isDeepStrictEqual(decode(encoded, noRefs), first)).toBe(true)
      }),
    )
  })

  it('keep null prototypes harmless: they arrive as plain objects', () => {
    const record = Object.assign(Object.create(null) as object, {
      a: { b: new Map([[1, 2]]) },
      toJSON: 1,
    })
    expect(crossed(record)).toStrictEqual({ a: { b: new Map([[1, 2]]) }, toJSON: 1 })
  })

  it('send the own fields of a class instance', () => {
    class Point {
      x = 1
      #secret = 2
      get sum(): number {
        return this.x + this.#secret
      }
    }
    expect(crossed({ at: new Point() })).toStrictEqual({ at: { x: 1 } })
  })

  it('cannot be used to change the prototype of anything', () => {
    const hostile: unknown = JSON.parse(
      '{"__proto__": {"polluted": true}, "a": {"__proto__": {"deep": true}}}',
    )
    const arrived = crossed(hostile) as Record<string, unknown>
    expect(Object.getPrototypeOf(arrived)).toBe(Object.prototype)
    expect(Object.getPrototypeOf(arrived['a'])).toBe(Object.prototype)
    expect(arrived['polluted']).toBeUndefined()
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('take frozen values', () => {
    const frozen = Object.freeze({
      list: Object.freeze([Object.freeze(new Map([['a', 1]]))]),
      at: Object.freeze(new Date(5)),
    })
    expect(crossed(frozen)).toEqual(frozen)
  })

  it('take a Proxy of plain data for what it shows', () => {
    const twice = new Proxy<Record<string, number>>(
      { a: 1 },
      { get: (target, key) => (key === 'a' ? 2 : Reflect.get(target, key)) },
    )
    expect(crossed(twice)).toEqual({ a: 2 })
  })

  it('take a value as it is now', () => {
    const message = { bytes: new Uint8Array(20_000), small: new Uint8Array(2), list: [1] }
    const encoded = encode(message)
    message.bytes.fill(1)
    message.small.fill(1)
    message.list.push(2)
    expect(decode(encoded, noRefs)).toEqual({
      bytes: new Uint8Array(20_000),
      small: new Uint8Array(2),
      list: [1],
    })
  })

  it('take a sparse array with undefined in its holes', () => {
    expect(crossed([1, , 3])).toEqual([1, undefined, 3])
  })

  it('keep the sign of -0 wherever it is, also alone', () => {
    expect(crossed(-0)).toBe(-0)
    const message = [-0, 0, { at: -0 }, new Map([[-1, -0]]), new Float32Array([-0])]
    expect(crossed(message)).toStrictEqual(message)
  })

  it('lose half a surrogate pair', () => {
    expect(crossed('a\ud800b')).toMatch(/^a\ufffd+b$/)
  })

  it('take Buffer as the Uint8Array that it is', () => {
    const arrived = crossed(Buffer.from('abc'))
    expect(arrived).toStrictEqual(new Uint8Array([97, 98, 99]))
  })

  it('take large arrays and deep trees in reasonable time', () => {
    const numbers = Array.from({ length: 1_000_000 }, (_, n) => n)
    expect((crossed(numbers) as number[]).length).toBe(1_000_000)
    const records = Array.from({ length: 100_000 }, (_, n) => ({
      n,
      when: new Date(n),
      tags: new Set([n]),
    }))
    expect((crossed(records) as unknown[])[99_999]).toEqual(records[99_999])
    let tree: unknown = 'leaf'
    for (let depth = 0; depth < 400; depth++) tree = { tree }
    expect(crossed(tree)).toEqual(tree)
    let maps: unknown = 'leaf'
    for (let depth = 0; depth < 400; depth++) maps = new Map([['inner', maps]])
    expect(crossed(maps)).toEqual(maps)
  })
})

describe('attachments', () => {
  it('carry binaries from the threshold on, and only those', () => {
    const { attachments, bytes } = encode([
      new Uint8Array(attachmentThreshold - 1),
      new Uint8Array(attachmentThreshold),
    ])
    expect(attachments.map(({ byteLength }) => byteLength)).toEqual([attachmentThreshold])
    expect(bytes.byteLength).toBeLessThan(2 * attachmentThreshold)
  })

  it('carry no more of a buffer than its view shows', () => {
    const view = new Float32Array(new ArrayBuffer(1_000_000), 4, 3_000)
    const encoded = encode(view)
    expect(sizeOf(encoded)).toBeLessThan(13_000)
    expect(decode(encoded, noRefs)).toStrictEqual(view.slice())
  })

  it('are moved where transfer lists them, small ones too, and empty afterwards', () => {
    const small = new Uint8Array([1, 2, 3])
    const large = new Float64Array(10_000).fill(1)
    const kept = new Uint8Array(10_000)
    const encoded = encode({ small, large, kept }, [small, large.buffer])
    expect([small.byteLength, large.byteLength, kept.byteLength]).toEqual([0, 0, 10_000])
    expect(encoded.moved).toBe(true)
    const arrived = decode(encoded, noRefs) as { small: Uint8Array; large: Float64Array }
    expect(arrived.small).toStrictEqual(new Uint8Array([1, 2, 3]))
    expect(arrived.large).toStrictEqual(new Float64Array(10_000).fill(1))
  })

  it('keep two views of one moved buffer views of one buffer', () => {
    const buffer = new Uint8Array([1, 2, 3, 4]).buffer
    const [one, two] = decode(
      encode([new Uint8Array(buffer, 0, 2), new Uint8Array(buffer, 2)], [buffer]),
      noRefs,
    ) as Uint8Array[]
    expect([one, two]).toStrictEqual([new Uint8Array([1, 2]), new Uint8Array([3, 4])])
    expect(one!.buffer).toBe(two!.buffer)
  })

  it('stay with the sender when encoding fails', () => {
    const bytes = new Uint8Array(10)
    expect(() => encode({ bytes, bad: () => 1 }, [bytes])).toThrow(/message\.bad is a function/)
    expect(bytes.byteLength).toBe(10)
  })

  it('of shared memory cannot be moved, and say so', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(8))
    expect(thrown(() => encode({}, [shared]))).toMatchObject({
      code: 'invalid-argument',
      details: { argument: 'transfer' },
    })
  })

  it('that were moved before are refused instead of arriving empty', () => {
    const bytes = new Uint8Array(8)
    encode(bytes, [bytes])
    for (const transfer of [[], [bytes]]) {
      expect(thrown(() => encode({ bytes }, transfer))).toMatchObject({
        code: 'not-serializable',
        details: { path: 'message.bytes', type: 'a buffer that was moved away' },
      })
    }
  })

  it.each<[string, () => Uint8Array]>([
    ["Node's pool", () => Buffer.from('abc')],
    ['WebAssembly', () => new Uint8Array(new WebAssembly.Memory({ initial: 1 }).buffer, 0, 3)],
  ])('of %s arrive although they cannot be moved', (_, make) => {
    const bytes = make()
    const neighbour = Buffer.from('xyz')
    const words = [...bytes]
    expect([
      ...(decode(encode({ bytes }, [bytes]), noRefs) as { bytes: Uint8Array }).bytes,
    ]).toEqual(words)
    expect(neighbour.toString()).toBe('xyz')
  })
})

describe('decode()', () => {
  const isUndecodable = (encoded: Parameters<typeof decode>[0]): boolean => {
    try {
      decode(encoded, noRefs)
      return false
    } catch (error) {
      expect(ActorError.is(error, 'undecodable')).toBe(true)
      return true
    }
  }

  it('throws nothing but `undecodable`, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        isUndecodable(encodedAs(bytes))
        expect(crossed({ still: ['fine', 1n] })).toEqual({ still: ['fine', 1n] })
      }),
      { numRuns: 2_000 },
    )
  })

  it('throws `undecodable` for what is cut short', () => {
    fc.assert(
      fc.property(value, fc.double({ min: 0, max: 0.999, noNaN: true }), (original, share) => {
        const { bytes, attachments } = encode([original])
        const cut = bytes.subarray(0, Math.floor(bytes.length * share))
        expect(isUndecodable(encodedAs(cut, attachments))).toBe(true)
      }),
    )
  })

  it('survives flipped bytes', () => {
    fc.assert(
      fc.property(
        value,
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (original, flips) => {
          const { bytes, attachments } = encode(original)
          const damaged = bytes.slice()
          for (const [at, byte] of flips) damaged[at % damaged.length] = byte
          isUndecodable(encodedAs(damaged, attachments))
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it('encodeCancel() brings all of why a caller gave up but the stacks', () => {
    const why = new ActorError(
      'cancelled',
      'app/a.b was cancelled by its caller',
      { target: 'app/a', operation: 'b' },
      {
        cause: Object.assign(new RangeError('enough'), { image: new Uint8Array(100_000).fill(7) }),
      },
    )
    const there = decode(encodeCancel(why), noRefs) as ActorError
    expect(ActorError.is(there, 'cancelled') && there.details).toEqual(why.details)
    expect(there.message).toBe(why.message)
    expect(there.stack).toBe(`ActorError: ${why.message}`)
    expect(there.cause).toMatchObject({ name: 'RangeError', message: 'enough' })
    expect((there.cause as { image: unknown }).image).toEqual(new Uint8Array(100_000).fill(7))
  })

  it.each<[string, string, unknown]>([
    ['an unknown tag', 'nonsense', 1],
    ['a missing attachment', 'binary', ['Uint8Array', 3, 0, 8]],
    ['a binary type that is none', 'binary', ['constructor', new Uint8Array(2)]],
    ['a binary of a length', 'binary', ['Uint8Array', { length: 1_000_000 }]],
    ['a misaligned binary', 'binary', ['Float64Array', new Uint8Array(3)]],
    ['a map of a number', 'map', 5],
    ['a set of a number', 'set', 5],
    ['a regular expression that is none', 'regexp', ['(', 'zz']],
    ['an error of null', 'error', null],
    ['a ref of null', 'ref', null],
  ])('throws `undecodable` for %s', (_, tag, data) => {
    expect(isUndecodable(pack(new Tagged(tag, data)))).toBe(true)
  })
})
