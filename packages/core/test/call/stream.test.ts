import { describe, expect, it } from 'vitest'
import { createRef } from '../../src/actor/create-ref.ts'
import type { Destination, Request, Sink } from '../../src/wire/destination.ts'
import { streamWindow } from '../../src/call/credit.ts'
import { ActorError } from '../../src/errors.ts'
import { duplex, protocol, stream } from '../../src/protocol/protocol.ts'
import { fake } from '../../src/testing/fake.ts'
import { SimulatedClock } from '../../src/testing/simulated-clock.ts'
import { encode, encodedAs } from '../../src/wire/codec.ts'
import { rejection } from '../support/rejection.ts'
import { settled } from '../support/sink.ts'
import { noRefs } from '../wire/values.ts'

const Flow = protocol('flow', { count: stream<number, number>(), double: duplex<number, number>() })

/** A ref to a far side that does only what the test does with its sink. */
function held() {
  const clock = new SimulatedClock()
  const said: string[] = []
  const far: { sink?: Sink; request?: Request } = {}
  const destination: Destination = {
    submit(request, sink) {
      Object.assign(far, { sink, request })
      return {
        accepted: true,
        cancel: ({ code }) => void said.push(`cancel ${code}`),
        credit: (items) => void said.push(`credit ${items}`),
        input: () => void said.push('input'),
        endInput: () => void said.push('end'),
      }
    },
  }
  const ref = createRef({ protocol: Flow, address: 'a', path: 'app/flow' }, destination, {
    clock,
    deadline: 30_000,
    refs: noRefs,
  })
  return { clock, said, ref, far: far as Required<typeof far> }
}

const drain = async (items: AsyncIterable<unknown>): Promise<unknown[]> => {
  const all: unknown[] = []
  for await (const item of items) all.push(item)
  return all
}

describe('stream', () => {
  it('is sent when it is opened, with a window of credit', () => {
    const { ref, far } = held()
    ref.stream.count(1)
    expect(far.request).toMatchObject({ kind: 'stream', operation: 'count', credit: streamWindow })
  })

  it('grants credit back as items are read, and never more than a window is under way', async () => {
    const { ref, far, said } = held()
    const items = ref.stream.count(1)
    for (let n = 0; n < streamWindow; n++) far.sink.item(encode(n))
    expect(said).toEqual([])
    let granted = 0
    for (let read = 1; read <= streamWindow; read++) {
      expect(await items.next()).toEqual({ done: false, value: read - 1 })
      granted = said.reduce((sum, words) => sum + Number(words.split(' ')[1]), 0)
      expect(granted).toBeLessThanOrEqual(read)
    }
    expect(said).toEqual(Array(2).fill(`credit ${streamWindow / 2}`))
  })

  it('grants as much again when the reader waits and half a window came without a wait', async () => {
    const { ref, far, said } = held()
    const items = ref.stream.count(1)
    for (let n = 0; n < streamWindow; n++) far.sink.item(encode(n))
    for (let n = 0; n < streamWindow; n++) await items.next()
    said.length = 0
    const read = items.next()
    expect(said).toEqual([`credit ${streamWindow}`])
    far.sink.item(encode('more'))
    expect(await read).toEqual({ done: false, value: 'more' })
  })

  it('gives what came before the end, then the end, for ever', async () => {
    const { ref, far } = held()
    const items = ref.stream.count(1)
    far.sink.item(encode('a'))
    far.sink.end()
    far.sink.item(encode('after the end'))
    expect(await drain(items)).toEqual(['a'])
    expect(await items.next()).toEqual({ done: true, value: undefined })
  })

  it('that is answered like an ask has no items', async () => {
    const { ref, far } = held()
    const items = ref.stream.count(1)
    far.sink.reply(encode('an answer'))
    expect(await drain(items)).toEqual([])
  })

  it.each(['read to its end', 'left'])('that was %s cannot be looped over again', async (how) => {
    const { ref, far } = held()
    const items = ref.stream.count(1)
    far.sink.end()
    if (how === 'left') await items.return?.()
    else await drain(items)
    const hint = 'open another stream, or collect the items of the first into an array'
    expect(await rejection(drain(items))).toMatchObject({
      code: 'invalid-argument',
      message: `app/flow.count: this stream was read to its end, or left; ${hint}`,
      details: { argument: 'stream', hint },
    })
  })

  it('throws its failure once, after the items before it', async () => {
    const { ref, far } = held()
    const items = ref.stream.count(1)
    far.sink.item(encode('a'))
    far.sink.fail(new ActorError('thrown', 'broken', { target: 'a', operation: 'b' }))
    expect(await items.next()).toEqual({ done: false, value: 'a' })
    expect(await rejection(items.next())).toMatchObject({ message: 'broken' })
    expect(await items.next()).toEqual({ done: true, value: undefined })
  })

  it('serves several reads at a time in order', async () => {
    const { ref, far } = held()
    const items = ref.stream.count(1)
    const reads = [items.next(), items.next(), items.next()]
    far.sink.item(encode(1))
    await settled()
    far.sink.item(encode(2))
    far.sink.end()
    expect(await Promise.all(reads)).toEqual([
      { done: false, value: 1 },
      { done: false, value: 2 },
      { done: true, value: undefined },
    ])
  })

  it('leaving the loop cancels, once, and lets pending reads end', async () => {
    const { ref, far, said } = held()
    const items = ref.stream.count(1)
    far.sink.item(encode(1))
    for await (const item of items) if (item === 1) break
    expect(await items.return?.()).toEqual({ done: true, value: undefined })
    expect(said).toEqual(['cancel cancelled'])
    expect(await items.next()).toEqual({ done: true, value: undefined })
  })

  it('returning while a read waits ends that read', async () => {
    const { ref, said } = held()
    const items = ref.stream.count(1)
    const read = items.next()
    await items.return?.()
    expect(await read).toEqual({ done: true, value: undefined })
    expect(said).toEqual(['cancel cancelled'])
  })

  it('an item that cannot be decoded fails the read and cancels', async () => {
    const { ref, far, said } = held()
    const items = ref.stream.count(1)
    far.sink.item(encodedAs(new Uint8Array([0x92, 1])))
    expect(await rejection(drain(items))).toMatchObject({ code: 'undecodable' })
    expect(said).toEqual(['cancel cancelled'])
  })

  it('has no deadline unless it is given one', async () => {
    const { ref, clock, said } = held()
    ref.stream.count(1)
    expect(clock.pending).toBe(0)
    const limited = ref.stream.count(1, { deadline: 5 })
    const failure = rejection(limited.next())
    clock.advance(5)
    expect(await failure).toMatchObject({ code: 'timeout' })
    expect(said).toEqual(['cancel timeout'])
    expect(clock.pending).toBe(0)
  })

  it('is not sent when its signal is aborted already', async () => {
    const { ref, far } = held()
    const items = ref.stream.count(1, { signal: AbortSignal.abort() })
    expect(far.sink).toBeUndefined()
    expect(await rejection(items.next())).toMatchObject({ code: 'cancelled' })
  })
})

describe('duplex', () => {
  it('reads its source no faster than there is credit, and closes what it does not need any more', async () => {
    const { ref, far, said } = held()
    let read = 0
    let closed = false
    const source = (function* () {
      try {
        for (;;) yield read++
      } finally {
        closed = true
      }
    })()
    const items = ref.duplex.double(source)
    await settled()
    expect(read).toBe(0)
    far.sink.inputCredit(3)
    await settled()
    expect([read, said]).toEqual([3, ['input', 'input', 'input']])
    far.sink.end()
    await settled()
    expect([read, closed]).toEqual([3, true])
    expect(await items.next()).toEqual({ done: true, value: undefined })
  })

  it('does not touch its source when it is over before there is credit', async () => {
    for (const end of ['before it is sent', 'by the actor'] as const) {
      const { ref, far, said } = held()
      let touched = false
      const source = {
        [Symbol.iterator]() {
          touched = true
          return [1][Symbol.iterator]()
        },
      }
      const signal = end === 'by the actor' ? undefined : AbortSignal.abort()
      ref.duplex.double(source, { signal })
      if (end === 'by the actor') far.sink.end()
      else expect(far.sink).toBeUndefined()
      await settled()
      expect([touched, said, far.sink === undefined]).toEqual([false, [], signal !== undefined])
    }
  })

  it('sends nothing of what its source gives after the end', async () => {
    const { ref, far, said } = held()
    let give = (_item: number): void => {}
    const source = (async function* () {
      yield await new Promise<number>((resolve) => (give = resolve))
    })()
    ref.duplex.double(source)
    far.sink.inputCredit(10)
    await settled()
    far.sink.end()
    give(1)
    await settled()
    expect(said).toEqual([])
  })

  it('says when its source is over', async () => {
    const { ref, far, said } = held()
    ref.duplex.double([1, 2])
    far.sink.inputCredit(10)
    await settled()
    expect(said).toEqual(['input', 'input', 'end'])
  })

  it('fails with the error of its source, or of an item that cannot cross', async () => {
    const broken = (async function* () {
      yield await Promise.resolve(1)
      throw new RangeError('the microphone is gone')
    })()
    for (const [source, words] of [
      [broken, 'microphone'],
      [[1, () => 1] as never, 'message is a function'],
    ] as const) {
      const { ref, far, said } = held()
      const items = ref.duplex.double(source)
      far.sink.inputCredit(10)
      expect(await rejection(drain(items))).toMatchObject({
        message: expect.stringContaining(words) as string,
      })
      expect(said.at(-1)).toBe('cancel cancelled')
    }
  })

  it('runs both ways over a fake, with pauses on either side', async () => {
    const flow = fake(Flow, {
      *count() {},
      async *double(items) {
        for await (const item of items) {
          await settled()
          yield item * 2
        }
      },
    })
    const source = (async function* () {
      for (let n = 0; n < 100; n++) {
        if (n % 10 === 0) await settled()
        yield n
      }
    })()
    expect(await drain(flow.duplex.double(source))).toEqual(
      Array.from({ length: 100 }, (_, n) => 2 * n),
    )
  })
})
