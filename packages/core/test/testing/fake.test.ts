import { describe, expect, it } from 'vitest'
import { ask, duplex, protocol, stream, tell } from '../../src/protocol/protocol.ts'
import { fake } from '../../src/testing/fake.ts'
import { numeric, sync } from '../support/schema.ts'
import { rejection } from '../support/rejection.ts'

describe('fake()', () => {
  const Every = protocol('every', {
    add: ask<number, number>({ input: sync(numeric) }),
    note: tell<string>(),
    noted: ask<void, string[]>(),
    count: stream<number, number>(),
    double: duplex<number, number>(),
    mutate: ask<{ list: number[] }, number[]>(),
  })
  const made = () => {
    const notes: string[] = []
    return fake(Every, {
      add: (n) => n + 1,
      note: (words) => void notes.push(words),
      noted: () => notes,
      *count(to) {
        for (let n = 0; n < to; n++) yield n
      },
      async *double(items) {
        for await (const item of items) yield item * 2
      },
      mutate({ list }) {
        list.push(1)
        return list
      },
    })
  }

  it('answers every kind of message, in order', async () => {
    const every = made()
    expect(await every.ask.add(1)).toBe(2)
    for (let n = 0; n < 5; n++) every.tell.note(String(n))
    expect(await every.ask.noted()).toEqual(['0', '1', '2', '3', '4'])
    const counted: number[] = []
    for await (const n of every.stream.count(100)) counted.push(n)
    expect(counted.length).toBe(100)
    const doubled: number[] = []
    for await (const n of every.duplex.double([1, 2, 3])) doubled.push(n)
    expect(doubled).toEqual([2, 4, 6])
  })

  it('shares no memory with its callers', async () => {
    const message = { list: [0] }
    expect(await made().ask.mutate(message)).toEqual([0, 1])
    expect(message).toEqual({ list: [0] })
  })

  it('fails as an actor does: what cannot cross, bad input, what a handler throws', async () => {
    const every = made()
    expect(await rejection(every.ask.add((() => 1) as never))).toMatchObject({
      code: 'not-serializable',
    })
    expect(await rejection(every.ask.add('one' as never))).toMatchObject({
      code: 'invalid-message',
    })
    const broken = fake(
      protocol('b', { fail: ask() }),
      { fail: () => Promise.reject(new RangeError('no')) },
      { path: 'app/b' },
    )
    expect(await rejection(broken.ask.fail())).toMatchObject({
      code: 'thrown',
      details: { target: 'app/b', operation: 'fail' },
      cause: { message: 'no' },
    })
  })

  it('has an address of its own', () => {
    expect(made().address).not.toBe(made().address)
    expect(made().path).toBe('fake/every')
  })
})
