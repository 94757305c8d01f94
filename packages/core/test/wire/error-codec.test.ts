import { describe, expect, it } from 'vitest'
import { ActorError } from '../../src/errors.ts'
import { pack, Tagged } from '../../src/wire/tagged.ts'
import { decode } from '../../src/wire/codec.ts'
import { crossed, noRefs } from './values.ts'

const sent = <E>(error: E): E & Record<string, unknown> =>
  crossed(error) as E & Record<string, unknown>

describe('errors that cross', () => {
  it.each([Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError])(
    'keep the class %o, message and stack',
    (Kind) => {
      const error = new Kind('words')
      const back = sent(error)
      expect(back).toBeInstanceOf(Kind)
      expect(back.constructor).toBe(Kind)
      expect(back).toMatchObject({ name: Kind.name, message: 'words', stack: error.stack })
    },
  )

  it('keep an AggregateError and the errors in it', () => {
    const back = sent(new AggregateError([new TypeError('one'), 'two'], 'both'))
    expect(back).toBeInstanceOf(AggregateError)
    expect(back.errors).toEqual([new TypeError('one'), 'two'])
    expect(back.errors[0]).toBeInstanceOf(TypeError)
    expect(Object.keys(back)).toEqual([])
    expect(String(back)).toBe('AggregateError: both')
  })

  it('keep the name of a class of the app, as an Error', () => {
    class ImageError extends Error {
      override name = 'ImageError'
      width = 5
    }
    const back = sent(new ImageError('too wide'))
    expect(back).toBeInstanceOf(Error)
    expect(String(back)).toBe('ImageError: too wide')
    expect(back.width).toBe(5)
  })

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', ''])(
    'take the name "%s" for a name',
    (name) => {
      const error = new Error('words')
      Object.defineProperty(error, 'name', { value: name })
      const back = sent(error)
      expect(back).toBeInstanceOf(Error)
      expect(back.name).toBe(name)
      expect(back.message).toBe('words')
    },
  )

  it('keep causes, code, details and further fields', () => {
    const cause = Object.assign(new RangeError('inner'), { code: 'E_INNER' })
    const error = Object.assign(new TypeError('outer', { cause }), {
      code: 7,
      details: { at: new Date(1) },
      bytes: new Uint8Array(3),
    })
    const back = sent(error)
    expect(back).toMatchObject({ code: 7, details: { at: new Date(1) }, bytes: new Uint8Array(3) })
    expect(back.cause).toBeInstanceOf(RangeError)
    expect(back.cause).toMatchObject({ message: 'inner', code: 'E_INNER' })
  })

  it('keep a cause that is no error, even undefined', () => {
    expect(sent(new Error('e', { cause: 'words' })).cause).toBe('words')
    expect(sent(new Error('e', { cause: null })).cause).toBe(null)
    expect('cause' in sent(new Error('e'))).toBe(false)
  })

  it('keep the errors of an AggregateError', () => {
    const back = sent(new AggregateError([new RangeError('one'), new TypeError('two')], 'both'))
    expect(back.name).toBe('AggregateError')
    expect(back.errors).toMatchObject([{ message: 'one' }, { message: 'two' }])
    expect(back.errors[0]).toBeInstanceOf(RangeError)
  })

  it('keep their causes where each names the next one twice', () => {
    let error = new Error('first')
    for (let level = 0; level < 40; level++) {
      error = Object.assign(new Error('again', { cause: error }), { originalError: error })
    }
    let back: unknown = sent(error)
    for (let level = 0; level < 40; level++) back = (back as Error).cause
    expect(back).toMatchObject({ message: 'first' })
  })

  it('keep the first of those that all point at each other', () => {
    const errors = Array.from({ length: 20 }, (_, at) => new AggregateError([], `${at}`))
    for (const error of errors) error.errors = errors
    expect(sent(errors[0]!).errors.slice(0, 2)).toMatchObject(['(a cycle)', { message: '1' }])
  })

  it('keep an ActorError an ActorError with its details', () => {
    const error = new ActorError(
      'overflow',
      'full',
      { target: 'app/a', operation: 'x', capacity: 3, policy: 'reject' },
      { cause: new Error('why') },
    )
    const back: unknown = sent(error)
    expect(ActorError.is(back, 'overflow') && back.details).toEqual(error.details)
    expect(back).toMatchObject({
      name: 'ActorError',
      message: 'full',
      stack: error.stack,
      cause: { message: 'why' },
    })
  })

  it('take a DOMException', () => {
    expect(sent(new DOMException('stop', 'AbortError'))).toMatchObject({
      name: 'AbortError',
      message: 'stop',
      code: 20,
    })
  })

  it('cross whatever hangs on them', () => {
    const error = Object.assign(new Error('e', { cause: () => 1 }), {
      request: { signal: AbortSignal.abort(), method: 'GET' },
      tag: Symbol('s'),
      fine: [1],
      revoked: revoked(),
    })
    Object.defineProperty(error, 'broken', {
      enumerable: true,
      get: () => Promise.reject(new Error('a getter')).catch(() => {}),
    })
    Object.defineProperty(error, 'thrower', {
      enumerable: true,
      get() {
        throw new Error('a getter')
      },
    })
    const back = sent(error)
    expect(back.message).toBe('e')
    expect(back.fine).toEqual([1])
    expect(back.cause).toBe('(a function)')
    expect(back.tag).toBe('(a symbol)')
  })

  it('an error that was restored leaves the traces of later ones as they are', () => {
    const limit = Error.stackTraceLimit
    sent(new RangeError('words'))
    expect(Error.stackTraceLimit).toBe(limit)
    expect(new Error('later').stack).toContain('error-codec.test.ts')
  })

  it.each(['name', 'message', 'stack', 'cause', 'code', 'errors'])(
    'cross when reading their %s throws',
    (field) => {
      const error = new Error('words')
      Object.defineProperty(error, field, {
        get() {
          throw new Error('not today')
        },
      })
      const back = sent({ error, other: 1 }) as unknown as { error: Error; other: number }
      expect(back.error).toBeInstanceOf(Error)
      expect(back.other).toBe(1)
    },
  )

  it.each<[string, unknown]>([
    ['an object', {}],
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['an object without a prototype', Object.create(null)],
  ])('cross with %s where text should be', (_, odd) => {
    for (const field of ['name', 'message', 'stack']) {
      const error = Object.defineProperty(new Error('words'), field, { value: odd })
      expect(sent(error)).toBeInstanceOf(Error)
    }
  })

  it('cross when they are their own cause', () => {
    const error = new Error('outer')
    error.cause = error
    expect(sent(error)).toMatchObject({ message: 'outer' })
  })

  it('cross when they point at each other in many ways, in reasonable time', () => {
    const one: Record<string, unknown> & Error = Object.assign(new Error('one'))
    const two: Record<string, unknown> & Error = Object.assign(new Error('two'))
    for (const error of [one, two])
      Object.assign(error, { one, two, both: [one, two], cause: error === one ? two : one })
    const back = sent(one)
    expect(back.message).toBe('one')
    expect(back['two']).toMatchObject({ message: 'two' })
  })

  it('cross with 100 000 causes behind one another', () => {
    let error = new Error('0')
    for (let n = 1; n < 100_000; n++) error = new Error(String(n), { cause: error })
    expect(sent(error)).toMatchObject({ message: '99999', cause: { message: '99998' } })
  })

  it('cross behind a Proxy', () => {
    expect(sent(new Proxy(new TypeError('words'), {}))).toMatchObject({
      name: 'TypeError',
      message: 'words',
    })
    const hostile = new Proxy(new Error('words'), {
      get() {
        throw new Error('not today')
      },
      has() {
        throw new Error('not today')
      },
      ownKeys() {
        throw new Error('not today')
      },
    })
    expect(sent(hostile)).toBeInstanceOf(Error)
  })

  it('arrive from damaged data without harm', () => {
    for (const data of [
      {},
      { name: 'x' },
      { name: 'Error', message: 5, fields: 7 },
      { name: 'ActorError', message: 'm', actor: {} },
    ]) {
      expect(decode(pack(new Tagged('error', data)), noRefs)).toBeInstanceOf(Error)
    }
  })
})

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

describe('ActorError.is()', () => {
  it('recognises an error of another copy of the package, also after it crossed', async () => {
    const copy = (await import(
      '../../src/errors.ts?copy' as string
    )) as typeof import('../../src/errors.ts')
    expect(copy.ActorError).not.toBe(ActorError)
    const foreign: unknown = new copy.ActorError('timeout', 'late', {
      target: 'a',
      operation: 'b',
      milliseconds: 5,
    })
    expect(foreign).not.toBeInstanceOf(ActorError)
    expect(ActorError.is(foreign, 'timeout') && foreign.details.milliseconds).toBe(5)
    expect(ActorError.is(foreign, 'down')).toBe(false)
    const back: unknown = crossed(foreign)
    expect(back).toBeInstanceOf(ActorError)
    expect(ActorError.is(back, 'timeout') && back.details).toEqual({
      target: 'a',
      operation: 'b',
      milliseconds: 5,
    })
  })

  it.each([
    undefined,
    null,
    5,
    'timeout',
    {},
    new Error('timeout'),
    { code: 'timeout', name: 'ActorError' },
  ])('is false for %o', (other) => {
    expect(ActorError.is(other)).toBe(false)
    expect(ActorError.is(other, 'timeout')).toBe(false)
  })
})
