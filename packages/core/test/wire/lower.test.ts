import { describe, expect, it } from 'vitest'
import { ActorError } from '../../src/errors.ts'
import { encode } from '../../src/wire/codec.ts'
import { crossed } from './values.ts'

function refusalOf(value: unknown): ActorError<'not-serializable'> {
  try {
    encode(value)
  } catch (error) {
    if (ActorError.is(error, 'not-serializable')) return error
    throw error
  }
  throw new Error('it was encoded')
}

function deep(levels: number, inside: unknown): unknown {
  let value = inside
  for (let level = 0; level < levels; level++) value = { value }
  return value
}

describe('lower()', () => {
  it.each<[string, unknown, string, string]>([
    ['a function', { a: [() => 1] }, 'message.a.0', 'a function'],
    ['a class', { Type: class {} }, 'message.Type', 'a function'],
    ['a symbol', [Symbol('s')], 'message.0', 'a symbol'],
    ['a promise', { later: Promise.resolve() }, 'message.later', 'a promise'],
    [
      'an AbortSignal',
      { options: { signal: AbortSignal.abort() } },
      'message.options.signal',
      'an AbortSignal',
    ],
    ['a WeakMap', new WeakMap(), 'message', 'a WeakMap'],
    ['a generator', { items: (function* () {})() }, 'message.items', 'a Generator'],
    [
      'an async generator',
      { items: (async function* () {})() },
      'message.items',
      'an AsyncGenerator',
    ],
    ['a SharedArrayBuffer', [new SharedArrayBuffer(1)], 'message.0', 'a SharedArrayBuffer'],
    [
      'a view of shared memory',
      [new Uint8Array(new SharedArrayBuffer(1))],
      'message.0',
      'a view of shared memory',
    ],
    ['a URL', { href: new URL('https://example.org') }, 'message.href', 'a URL'],
    ['a Blob', { blob: new Blob(['x']) }, 'message.blob', 'a Blob'],
    ['a boxed number', { n: new Number(1) }, 'message.n', 'a Number'],
    ['a function in a map', new Map([['done', () => 1]]), 'message.done', 'a function'],
    ['a function as the key of a map', new Map([[() => 1, 'done']]), 'message', 'a function'],
    ['a function in a set', { set: new Set([1, () => 1]) }, 'message.set.1', 'a function'],
  ])('refuses %s and says where it is', (_, value, path, type) => {
    const error = refusalOf(value)
    expect(error.details).toEqual({ path, type })
    expect(error.message).toContain(path)
  })

  it('refuses a cycle, however it is closed', () => {
    const own: Record<string, unknown> = {}
    own['self'] = own
    const map = new Map<string, unknown>()
    map.set('self', { map })
    const list: unknown[] = []
    list.push(list, list)
    for (const value of [own, map, list])
      expect(refusalOf({ value }).details.type).toBe('a cycle or nested too deep')
  })

  it('refuses a nesting of 100 000 levels, and what stands beside it', () => {
    expect(refusalOf(deep(100_000, 1)).details.type).toBe('a cycle or nested too deep')
    expect(refusalOf(deep(100_000, 1)).details.path).toMatch(/^message(\.value){6}\.…(\.value){3}$/)
    const error = Object.assign(new Error('e'), { data: deep(100_000, 1) })
    expect(refusalOf([error, () => 1]).details).toEqual({ path: 'message.1', type: 'a function' })
  })

  it('finds the obstacle behind a large binary without walking through its bytes', () => {
    const error = refusalOf({
      image: new Uint8Array(64 * 2 ** 20),
      copies: [new ArrayBuffer(8)],
      done: () => 1,
    })
    expect(error.details.path).toBe('message.done')
  })

  it('says where the obstacle is without reading what stands behind it', () => {
    const hostile = {
      done: () => 1,
      get value() {
        throw new RangeError('not today')
      },
    }
    expect(refusalOf(hostile).details).toEqual({ path: 'message.done', type: 'a function' })
  })

  it('refuses an obstacle that is not found again, however tangled the rest is', () => {
    const person: Record<string, unknown> = {}
    person['friends'] = [person, { friends: [person, person] }]
    const made = { make: () => ({}) }
    for (const value of [
      [new Map([[() => 1, 'done']]), person],
      [Object.defineProperty({}, 'made', { get: () => () => 1, enumerable: true }), person],
      new Proxy(made, { get: (_, key) => (key === 'make' ? () => 1 : undefined) }),
    ])
      expect(refusalOf(value).details).toEqual({ path: 'message', type: 'a function' })
  })

  it('refuses what makes itself up anew wherever it is read', () => {
    const endless = (): unknown => ({
      get left() {
        return endless()
      },
      get right() {
        return endless()
      },
    })
    expect(refusalOf(endless()).details.type).toBe('a cycle or nested too deep')
  })

  it('refuses more values than any memory holds, before it has walked through them', () => {
    let shared: unknown = 1
    for (let level = 0; level < 60; level++) shared = { left: shared, right: shared }
    const holes: string[] = []
    holes[4_000_000_000] = 'somebody'
    expect(refusalOf({ shared }).details.type).toBe('more than 33554432 values')
    expect(refusalOf({ users: holes }).details).toEqual({
      path: 'message.users',
      type: 'more than 33554432 values',
    })
    expect(crossed({ shared: [1] })).toEqual({ shared: [1] })
  })

  it('takes the same object in two places', () => {
    const shared = { n: 1 }
    expect(crossed([shared, shared])).toEqual([{ n: 1 }, { n: 1 }])
  })

  it('says so where a getter throws, with its error as the cause', () => {
    const hostile = {
      get value() {
        throw new RangeError('not today')
      },
    }
    expect(() => encode(hostile)).toThrow(
      expect.objectContaining({ code: 'not-serializable', cause: new RangeError('not today') }),
    )
  })
})
