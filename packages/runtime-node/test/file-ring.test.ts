import { mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ActorError, Packet } from '@troupe/core'
import { RingReader, RingWriter } from '../src/subprocess/file-ring.ts'
import { PacketReader } from '../src/subprocess/packet-reader.ts'
import { segmentsOf } from '../src/subprocess/segments.ts'

const lane = { counter: 0, start: 64, capacity: 100 }

function ring({ capacity } = lane) {
  const folder = mkdtempSync(join(tmpdir(), 'troupe-ring-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = openSync(join(folder, 'ring'), 'wx+')
  const at = { ...lane, capacity }
  return { file, writer: new RingWriter(file, at), reader: new RingReader(file, at) }
}

const bytes = (length: number, value: number) => new Uint8Array(length).fill(value)

describe('RingWriter and RingReader', () => {
  test('give back what was put, in order, round and round', () => {
    const put = fc.record({ length: fc.integer({ min: 0, max: 100 }), takes: fc.nat(3) })
    fc.assert(
      fc.property(fc.array(put, { maxLength: 40 }), (steps) => {
        const { writer, reader } = ring()
        const waiting: { position: number; content: Uint8Array }[] = []
        steps.forEach(({ length, takes }, index) => {
          const content = bytes(length, index)
          const position = writer.put(content)
          if (position !== undefined) waiting.push({ position, content })
          for (const { position, content } of waiting.splice(0, takes)) {
            expect(new Uint8Array(reader.take(position, content.length))).toEqual(content)
          }
        })
      }),
      { numRuns: 50 },
    )
  })

  test('have no room for what was not taken yet, and have it again afterwards', () => {
    const { writer, reader } = ring()
    const first = writer.put(bytes(80, 1))!
    expect(writer.put(bytes(30, 2))).toBeUndefined()
    reader.take(first, 80)
    expect(new Uint8Array(reader.take(writer.put(bytes(30, 2))!, 30))).toEqual(bytes(30, 2))
    expect(writer.put(bytes(101, 3))).toBeUndefined()
  })

  test('begin at the front once all is taken, where the largest has room', () => {
    const { writer, reader } = ring()
    reader.take(writer.put(bytes(30, 1))!, 30)
    const whole = writer.put(bytes(100, 2))!
    expect(whole).toBe(100)
    expect(new Uint8Array(reader.take(whole, 100))).toEqual(bytes(100, 2))
    expect(writer.put(bytes(10, 3))).toBe(200)
    expect(writer.put(bytes(10, 4))).toBe(210)
  })

  test('refuse a position at which nothing can lie', () => {
    const { writer, reader } = ring()
    writer.put(bytes(10, 1))
    for (const [position, length] of [
      [90, 20],
      [0, 1_000],
      [5_000, 10],
    ] as const) {
      expect(() => reader.take(position, length)).toThrow(/shared file/)
    }
  })

  test('let nothing be put where the file cannot be written', () => {
    const writer = new RingWriter(openSync('/dev/null', 'r'), lane)
    expect(writer.put(bytes(10, 1))).toBeUndefined()
    expect(writer.put(bytes(1, 1))).toBeUndefined()
  })
})

describe('a packet with large attachments', () => {
  const large = 64 * 1024
  const packet: Packet = {
    bytes: bytes(5, 1),
    attachments: [bytes(large, 2).buffer, bytes(9, 3).buffer, bytes(large, 4).buffer],
  }

  test('leaves them in the shared file as far as there is room, and the rest in the pipe', () => {
    const { writer, reader: taking } = ring({ ...lane, capacity: large + 10 })
    const segments = segmentsOf(packet, writer)
    expect(segments.map(({ byteLength }) => byteLength).slice(1)).toEqual([9, large])
    const packets: Packet[] = []
    const reader = new PacketReader(
      { packet: (packet) => packets.push(packet), corrupt: (error) => expect.fail(error.message) },
      taking,
    )
    for (const segment of segments) reader.push(segment)
    expect(packets[0]!.attachments.map((each) => new Uint8Array(each))).toEqual(
      packet.attachments.map((each) => new Uint8Array(each)),
    )
  })

  test('is corrupt for a reader without the file', () => {
    const { writer } = ring({ ...lane, capacity: large })
    const errors: ActorError[] = []
    const reader = new PacketReader({
      packet: () => expect.fail('no packet'),
      corrupt: (error) => errors.push(error),
    })
    for (const segment of segmentsOf(packet, writer)) reader.push(segment)
    expect(errors[0]!.message).toMatch(/shared file/)
  })
})
