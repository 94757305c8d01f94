import { describe, expect, it } from 'vitest'
import { rejection, stage, type Subject } from './subject.ts'

/** Streams in one and in both directions: order, credit, cancel, failure. */
export function describeStreams({ scripted }: Subject): void {
  describe('streams', () => {
    it('gives all items in order', async () => {
      await using it = await stage(scripted())
      const items: number[] = []
      for await (const item of it.actor.stream.count({ to: 300 })) items.push(item)
      expect(items).toEqual(Array.from({ length: 300 }, (_, n) => n))
    })

    it('makes no more items than the reader has room for', async () => {
      await using it = await stage(scripted())
      const items = it.actor.stream.count({ to: 1_000_000 })
      await items.next()
      await it.actor.ask.echo('a round trip')
      expect(await it.actor.ask.made()).toBeLessThanOrEqual(64)
      await items.return?.()
    })

    it('leaving the loop ends the stream at the actor', async () => {
      await using it = await stage(scripted())
      for await (const item of it.actor.stream.count({ to: 1_000_000 })) if (item === 5) break
      const made = await it.actor.ask.made()
      await it.actor.ask.echo('a round trip')
      expect(await it.actor.ask.made()).toBe(made)
    })

    it('a signal ends the stream with its reason', async () => {
      await using it = await stage(scripted())
      const giveUp = new AbortController()
      const items = it.actor.stream.count({ to: 1_000_000 }, { signal: giveUp.signal })
      await items.next()
      giveUp.abort(new Error('enough'))
      const rest = (async () => {
        for await (const item of items) void item
      })()
      expect(await rejection(rest)).toMatchObject({ code: 'cancelled' })
    })

    it('what the handler throws comes after the items before it', async () => {
      await using it = await stage(scripted())
      const items: number[] = []
      const read = (async () => {
        for await (const item of it.actor.stream.count({ to: 10, failAt: 3 })) items.push(item)
      })()
      expect(await rejection(read)).toMatchObject({
        code: 'thrown',
        cause: { message: 'failed at 3' },
      })
      expect(items).toEqual([0, 1, 2])
    })

    it('a live stream lets other messages in between', async () => {
      await using it = await stage(scripted())
      const items = it.actor.stream.count({ to: 1_000_000 })
      await items.next()
      expect(await it.actor.ask.echo('in between')).toBe('in between')
      await items.return?.()
    })

    it('a duplex answers item by item, and ends with its source', async () => {
      await using it = await stage(scripted())
      const source = Array.from({ length: 200 }, (_, n) => n)
      const doubled: number[] = []
      for await (const item of it.actor.duplex.double(source)) doubled.push(item)
      expect(doubled).toEqual(source.map((n) => 2 * n))
    })

    it('a duplex reads its source no faster than it is taken', async () => {
      await using it = await stage(scripted())
      let read = 0
      const source = (function* () {
        for (;;) yield read++
      })()
      const items = it.actor.duplex.double(source)
      await items.next()
      await it.actor.ask.echo('a round trip')
      expect(read).toBeLessThanOrEqual(160)
      await items.return?.()
    })

    it('a source that throws fails the duplex with its own error', async () => {
      await using it = await stage(scripted())
      const source = (function* () {
        yield 1
        throw new RangeError('the microphone is gone')
      })()
      const read = (async () => {
        for await (const item of it.actor.duplex.double(source)) void item
      })()
      expect(await rejection(read)).toMatchObject({ message: 'the microphone is gone' })
      expect(await it.actor.ask.echo('alive')).toBe('alive')
    })
  })
}
