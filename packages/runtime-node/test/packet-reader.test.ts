import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ActorError, Packet } from '@troupe/core'
import { PacketReader } from '../src/subprocess/packet-reader.ts'
import { noteSegment } from '../src/subprocess/note.ts'
import { segmentsOf } from '../src/subprocess/segments.ts'

function reading(withNotes = false) {
  const packets: Packet[] = []
  const errors: ActorError[] = []
  const heard: unknown[] = []
  const reader = new PacketReader({
    packet(packet) {
      packets.push(packet)
      heard.push('packet')
    },
    corrupt: (error) => errors.push(error),
    ...(withNotes && { note: (note: unknown) => void heard.push(note) }),
  })
  return { reader, packets, errors, heard }
}

const bytesOf = (packets: readonly Packet[]) =>
  Buffer.concat(packets.flatMap((packet) => segmentsOf(packet)))

const plain = (packets: readonly Packet[]) =>
  packets.map(({ bytes, attachments }) => [
    Buffer.from(bytes).toString('hex'),
    ...attachments.map((attachment) => Buffer.from(attachment).toString('hex')),
  ])

const packet: fc.Arbitrary<Packet> = fc.record({
  bytes: fc.uint8Array({ maxLength: 60 }).map((bytes) => new Uint8Array(bytes)),
  attachments: fc.array(
    fc.uint8Array({ maxLength: 60 }).map((bytes) => new Uint8Array(bytes).buffer),
    { maxLength: 4 },
  ),
})

describe('PacketReader', () => {
  test('puts packets together from any pieces', () => {
    fc.assert(
      fc.property(
        fc.array(packet, { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 50 })),
        (sent, cuts) => {
          const { reader, packets, errors } = reading()
          const all = bytesOf(sent)
          let at = 0
          for (const cut of [...cuts, all.length]) reader.push(all.subarray(at, (at += cut)))
          expect(errors).toEqual([])
          expect(plain(packets)).toEqual(plain(sent))
        },
      ),
    )
  })

  test('gives the same to those who read straight to its places', () => {
    const sent: Packet[] = [10, 70_000, 0, 65_536, 300_000].map((size) => ({
      bytes: new Uint8Array(size).map((_, at) => at),
      attachments: [new Uint8Array(size).map((_, at) => at * 3).buffer, new ArrayBuffer(0)],
    }))
    const { reader, packets } = reading()
    const all = bytesOf(sent)
    let at = 0
    for (let turn = 0; at < all.length; turn++) {
      const space = reader.space()
      const count = Math.min(space.byteLength, all.length - at, 1 + ((turn * 7919) % 90_000))
      space.set(all.subarray(at, at + count))
      at += count
      reader.advance(space, count)
    }
    expect(plain(packets)).toEqual(plain(sent))
  })

  test('offers the place itself for what is large', () => {
    const { reader, packets } = reading()
    const head = bytesOf([{ bytes: Uint8Array.of(1), attachments: [new ArrayBuffer(1_000_000)] }])
    reader.push(head.subarray(0, head.length - 1_000_000))
    const space = reader.space()
    expect(space.byteLength).toBe(1_000_000)
    reader.advance(space, 1_000_000)
    expect(packets[0]!.attachments[0]).toBe(space.buffer)
  })

  test('tells notes in order with the packets, from any pieces', () => {
    const { reader, heard, errors } = reading(true)
    const empty = bytesOf([{ bytes: new Uint8Array(0), attachments: [] }])
    const whole = bytesOf([{ bytes: Uint8Array.of(1), attachments: [new ArrayBuffer(3)] }])
    const notes = [
      { channel: 1, done: true },
      { step: 'lay', channel: 2 },
    ] as const
    const all = Buffer.concat([noteSegment(notes[0]), empty, whole, noteSegment(notes[1]), whole])
    for (const byte of all) reader.push(Uint8Array.of(byte))
    expect(errors).toEqual([])
    expect(heard).toEqual([notes[0], 'packet', 'packet', notes[1], 'packet'])
  })

  test('takes a note for damage where none can come, or where it cannot be read', () => {
    const note = noteSegment({ channel: 1, done: true })
    const unreadable = note.with(note.length - 1, 0)
    for (const [noise, withNotes] of [
      [note, false],
      [unreadable, true],
    ] as const) {
      const { reader, heard, errors } = reading(withNotes)
      reader.push(noise)
      expect(errors).toMatchObject([{ code: 'undecodable' }])
      expect(heard).toEqual([])
    }
  })

  test.each([
    ['noise', Buffer.from('hello from a library')],
    ['too many attachments', header(1, 2_000_000)],
    ['a negative length', Buffer.concat([header(1, 1), double(-1)])],
    ['a broken length', Buffer.concat([header(1, 1), double(0.5)])],
    ['a length beyond memory', Buffer.concat([header(0, 1), double(2 ** 52)])],
  ])('takes %s for what it is, once, and nothing after it', (_, noise) => {
    const { reader, packets, errors } = reading()
    reader.push(noise)
    reader.push(bytesOf([{ bytes: Uint8Array.of(1), attachments: [] }]))
    expect(errors.map(({ code }) => code)).toEqual(['undecodable'])
    expect(packets).toEqual([])
  })
})

function header(bytes: number, attachments: number): Buffer {
  const header = Buffer.from(bytesOf([{ bytes: new Uint8Array(0), attachments: [] }]))
  header.writeUInt32LE(bytes, 4)
  header.writeUInt32LE(attachments, 8)
  return header
}

function double(value: number): Buffer {
  const buffer = Buffer.alloc(8)
  buffer.writeDoubleLE(value)
  return buffer
}
