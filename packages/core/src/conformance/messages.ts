import { describe, expect, it } from 'vitest'
import { needs, rejection, stage, type Subject } from './subject.ts'

const values: [string, unknown][] = [
  ['undefined', undefined],
  ['null', null],
  ['numbers', [0, -1, 1.5, 2 ** 40, NaN, -Infinity]],
  ['a bigint', [5n, -5n, 2n ** 80n]],
  ['text', 'é😀\u0000'],
  ['a Date', new Date(1_234_567_890_123)],
  [
    'a Map',
    new Map<unknown, unknown>([
      ['a', 1],
      [{ b: 2 }, new Map()],
    ]),
  ],
  ['a Set', new Set([1, 'two'])],
  ['a RegExp', /a+/giu],
  ['nested objects', { a: { b: [{ c: undefined }] } }],
  ['a small typed array', new Uint16Array([1, 2, 65_535])],
  ['a large typed array', new Float32Array(50_000).fill(0.5)],
  ['a view into a larger buffer', new Uint8Array(new ArrayBuffer(100), 10, 3)],
  ['an ArrayBuffer', new Uint8Array([1, 2, 3]).buffer],
  ['a DataView', new DataView(new Uint8Array([9, 8, 7]).buffer, 1)],
  ['a BigInt64Array', new BigInt64Array([1n, -1n])],
]

/** Asks and tells: what crosses, in which order, and what fails. */
export function describeMessages({ scripted }: Subject): void {
  describe('messages', () => {
    it.each(values)('carries %s there and back', async (_, value) => {
      await using it = await stage(scripted())
      expect(await it.actor.ask.echo(value)).toEqual(value)
    })

    it('carries an error with class, code, cause and stack', async () => {
      await using it = await stage(scripted())
      const error = Object.assign(new TypeError('outer', { cause: new RangeError('inner') }), {
        code: 'E_TEST',
      })
      const back = (await it.actor.ask.echo(error)) as typeof error
      expect(back).toBeInstanceOf(TypeError)
      expect(back).toMatchObject({ message: 'outer', code: 'E_TEST', stack: error.stack })
      expect(back.cause).toBeInstanceOf(RangeError)
    })

    it('S183 delivers in the order of sending', async () => {
      await using it = await stage(scripted(), { mailbox: { capacity: 10_000 } })
      for (let n = 0; n < 5_000; n++) it.actor.tell.note(n)
      expect(await it.actor.ask.told()).toEqual(Array.from({ length: 5_000 }, (_, n) => n))
    })

    it('S222 gives each ask its own answer', async () => {
      await using it = await stage(scripted())
      const answers = await Promise.all(Array.from({ length: 500 }, (_, n) => it.actor.ask.echo(n)))
      expect(answers).toEqual(Array.from({ length: 500 }, (_, n) => n))
    })

    it('takes a message as it is at the call', async () => {
      await using it = await stage(scripted())
      const message = { list: [1] }
      const answer = it.actor.ask.echo(message)
      message.list.push(2)
      expect(await answer).toEqual({ list: [1] })
    })

    it('a large binary that an actor keeps stays as it is when others follow', async () => {
      await using it = await stage(scripted())
      for (let n = 0; n < 10; n++) {
        it.actor.tell.note(new Float32Array(50_000).fill(n))
        await it.actor.ask.echo(new Float32Array(50_000).fill(-1))
      }
      const kept = (await it.actor.ask.told()) as Float32Array[]
      expect(kept.map((one) => [...new Set(one)])).toEqual(kept.map((_, n) => [n]))
      expect(kept).toHaveLength(10)
    })

    it('moves what transfer lists, both ways', async () => {
      await using it = await stage(scripted())
      const bytes = new Uint8Array(100_000).fill(7)
      const back = await it.actor.ask.move(bytes, { transfer: [bytes] })
      expect(bytes.byteLength).toBe(0)
      expect(back).toEqual(new Uint8Array(100_000).fill(7))
    })

    it('J11 refuses what cannot cross, names it, and goes on', async () => {
      await using it = await stage(scripted())
      expect(await rejection(it.actor.ask.echo({ a: [{ done: () => 1 }] }))).toMatchObject({
        code: 'not-serializable',
        details: { path: 'message.a.0.done', type: 'a function' },
      })
      expect(await rejection(it.actor.ask.badAnswer())).toMatchObject({
        code: 'not-serializable',
        details: { path: 'answer.inner' },
      })
      expect(await it.actor.ask.echo('alive')).toBe('alive')
    })

    it('S230 keeps class, code and cause of what a handler throws, and the actor', async () => {
      await using it = await stage(scripted())
      await it.actor.ask.add(1)
      const error = await rejection(
        it.actor.ask.fail({ name: 'ImageError', message: 'bad', code: 'E_IMAGE' }),
      )
      expect(error).toMatchObject({
        code: 'thrown',
        cause: { name: 'ImageError', message: 'bad', code: 'E_IMAGE' },
      })
      expect((error.cause as Error).cause).toBeInstanceOf(RangeError)
      expect(await it.actor.ask.add(1)).toBe(2)
    })

    it('a ref in a message can be talked to', async () => {
      await using one = await stage(scripted())
      await using two = await stage(scripted())
      expect(await one.actor.ask.relay({ to: two.actor, message: { n: 1 } })).toEqual({ n: 1 })
    })

    it('S229 refuses an actor that asks itself', async () => {
      await using it = await stage(scripted())
      expect(await rejection(it.actor.ask.relay({ to: it.actor, message: 1 }))).toMatchObject({
        message: expect.stringContaining('asked itself') as string,
      })
    })

    it('S223 fails an ask at its deadline, names it, and cancels the handler', async () => {
      await using it = await stage(scripted())
      expect(
        await rejection(it.actor.ask.untilCancelled(undefined, { deadline: 50 })),
      ).toMatchObject({
        code: 'timeout',
        details: { target: 'app/actor', operation: 'untilCancelled', milliseconds: 50 },
      })
      expect(await it.actor.ask.sawCancel()).toBe(true)
    })

    it('a signal cancels an ask and its handler', async () => {
      await using it = await stage(scripted())
      const giveUp = new AbortController()
      const answer = it.actor.ask.untilCancelled(undefined, { signal: giveUp.signal })
      await it.actor.ask.echo('so that the handler has begun')
      giveUp.abort(new Error('enough'))
      expect(await rejection(answer)).toMatchObject({
        code: 'cancelled',
        cause: { message: 'enough' },
      })
      expect(await it.actor.ask.sawCancel()).toBe(true)
    })

    it('runs native code one at a time and gives its result', async (context) => {
      needs(context, scripted(), 'preempt')
      await using it = await stage(scripted())
      expect(await Promise.all([it.actor.ask.native(1), it.actor.ask.native(1)])).toEqual([
        'out',
        'out',
      ])
    })
  })
}
