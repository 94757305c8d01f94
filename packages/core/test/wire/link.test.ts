import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Destination, Request, Sink } from '../../src/wire/destination.ts'
import { ActorError } from '../../src/errors.ts'
import { host } from '../../src/isolate/host.ts'
import type { Packet } from '../../src/isolate/isolate.ts'
import { encode, encodedAs } from '../../src/wire/codec.ts'
import { code, type Frame } from '../../src/wire/frame.ts'
import { Link } from '../../src/wire/link.ts'
import { PacketWriter } from '../../src/wire/packet-writer.ts'
import { pack } from '../../src/wire/tagged.ts'
import { actor } from '../../src/actor/actor.ts'
import { ask, protocol, stream } from '../../src/protocol/protocol.ts'
import { reason, recordingSink, request, settled } from '../support/sink.ts'
import { junk, noRefs } from './values.ts'

interface Taken {
  readonly target: string
  readonly request: Request
  readonly sink: Sink
  readonly said: string[]
}

/** One side of a line, and what came to it. */
function side(send: (packet: Packet) => void): { link: Link; taken: Taken[]; control: Frame[] } {
  const taken: Taken[] = []
  const control: Frame[] = []
  const callee = (target: string): Destination => ({
    submit(request, sink) {
      const said: string[] = []
      taken.push({ target, request, sink, said })
      return {
        accepted: true,
        cancel: ({ message }) => void said.push(`cancel ${message}`),
        credit: (items) => void said.push(`credit ${items}`),
        input: () => void said.push('input'),
        endInput: () => void said.push('endInput'),
      }
    },
  })
  const link = new Link({
    send,
    callee,
    control: (frame) => void control.push(frame),
    refs: noRefs,
  })
  return { link, taken, control }
}

/** Two sides, joined without delay; `packets` counts. */
function line() {
  const packets: Packet[] = []
  const near = side((packet) => {
    packets.push(packet)
    far.link.receive(packet)
  })
  const far = side((packet) => near.link.receive(packet))
  return { near, far, packets }
}

describe('Link', () => {
  it('carries a call there and its answer back, once', async () => {
    const { near, far } = line()
    const sink = recordingSink()
    near.link.call('address', request('add', 2), sink)
    await settled()
    expect(far.taken[0]).toMatchObject({
      target: 'address',
      request: { kind: 'ask', operation: 'add' },
    })
    far.taken[0]!.sink.started?.()
    far.taken[0]!.sink.reply(encode(3))
    far.taken[0]!.sink.fail(reason())
    await settled()
    expect(sink.heard).toEqual([{ type: 'started' }, { type: 'reply', value: 3 }])
  })

  it('sends the frames of one turn as one packet, in order', async () => {
    const { near, far, packets } = line()
    for (let n = 0; n < 15; n++) near.link.call('', request(`call-${n}`), recordingSink())
    await settled()
    expect(packets.length).toBe(1)
    expect(far.taken.map(({ request: { operation } }) => operation)).toEqual(
      Array.from({ length: 15 }, (_, n) => `call-${n}`),
    )
  })

  it('lets the other side begin with a quarter of the calls that are under way, from 16 to 128', async () => {
    const { near, far, packets } = line()
    const underWay: number[] = []
    for (let n = 1; n <= 1_000; n++) {
      const before = packets.length
      near.link.call('', request('add', n), recordingSink())
      if (packets.length > before) underWay.push(n)
    }
    const calls = underWay.map((n, at) => n - (underWay[at - 1] ?? 0))
    expect(calls).toEqual(underWay.map((n) => Math.min(128, Math.max(16, Math.floor(n / 4)))))
    expect([calls[0], calls.at(-1)]).toEqual([16, 128])
    await settled()
    expect(far.taken.length).toBe(1_000)
  })

  it('tells apart the attachments of the frames in a packet', async () => {
    const { near, far } = line()
    const sizes = [0, 10_000, 5, 20_000, 9_000]
    for (const size of sizes)
      near.link.call(
        '',
        request('take', [new Uint8Array(size), new Uint8Array(size)]),
        recordingSink(),
      )
    await settled()
    expect(
      far.taken.map(({ request: { payload } }) =>
        payload.attachments.map(({ byteLength }) => byteLength),
      ),
    ).toEqual([[], [10_000, 10_000], [], [20_000, 20_000], [9_000, 9_000]])
  })

  it('lists for transfer what was moved, and answers, and nothing that may be sent again', async () => {
    const { near, far, packets } = line()
    near.link.call('', request('copy', new Uint8Array(10_000)), recordingSink())
    const bytes = new Uint8Array(10_000)
    near.link.call('', request('move', bytes, { transfer: [bytes.buffer] }), recordingSink())
    await settled()
    expect(packets[0]!.attachments.length).toBe(2)
    expect(packets[0]!.transfer).toEqual([packets[0]!.attachments[1]])
    expect(far.taken.length).toBe(2)
  })

  it('carries what a caller says later, until the call is over', async () => {
    const { near, far } = line()
    const call = near.link.call(
      '',
      request('watch', undefined, { kind: 'duplex', credit: 3 }),
      recordingSink(),
    )
    call.credit(2)
    call.input(encode(1))
    call.endInput()
    call.cancel(reason('stop'))
    await settled()
    expect(far.taken[0]!.said).toEqual(['credit 2', 'input', 'endInput', 'cancel stop'])
    far.taken[0]!.sink.fail(reason('stop'))
    await settled()
    call.credit(1)
    call.cancel(reason('again'))
    await settled()
    expect(far.taken[0]!.said.length).toBe(4)
  })

  it('says at once that a caller gave up, and what is said of others in that turn together', async () => {
    const { near, far, packets } = line()
    const calls = ['a', 'b', 'c'].map((name) => near.link.call('', request(name), recordingSink()))
    await settled()
    const before = packets.length
    calls[0]!.cancel(reason('first'))
    expect(far.taken[0]!.said).toEqual(['cancel first'])
    calls[1]!.cancel(reason('second'))
    calls[2]!.cancel(reason('third'))
    await settled()
    expect(far.taken.map(({ said }) => said).flat()).toEqual([
      'cancel first',
      'cancel second',
      'cancel third',
    ])
    expect(packets.length).toBe(before + 2)
  })

  it('settles every open call of both directions when it closes, and sends nothing more', async () => {
    const { near, far } = line()
    const sink = recordingSink()
    near.link.call('', request('out'), sink)
    far.link.call('', request('in'), recordingSink())
    await settled()
    near.link.close(reason('gone'))
    expect(sink.heard).toMatchObject([{ type: 'fail', error: { message: 'gone' } }])
    expect(near.taken[0]!.said).toEqual(['cancel gone'])
    near.taken[0]!.sink.reply(encode(1))
    far.taken[0]!.sink.reply(encode(1))
    near.link.close(reason('again'))
    await settled()
    expect(sink.ends).toBe(1)
  })

  it('says why a tell failed to who hears it, and else only that it is over', async () => {
    const { near, far, packets } = line()
    const told = { ...request('note'), kind: 'tell' } as const
    const [heard, deaf] = [recordingSink(), { ...recordingSink(), deaf: true }]
    for (const sink of [heard, deaf]) near.link.call('', told, sink)
    await settled()
    for (const { sink } of far.taken) sink.fail(reason('full'))
    await settled()
    expect(heard.heard).toMatchObject([{ type: 'fail', error: { message: 'full' } }])
    expect(deaf.heard).toEqual([{ type: 'end' }])
    expect(packets).toHaveLength(1)
  })

  it('fails a call that comes after it closed, instead of leaving it open', () => {
    const { near } = line()
    near.link.close(reason('gone'))
    const sink = recordingSink()
    near.link.call('', request('late'), sink).cancel(reason())
    expect(sink.heard).toMatchObject([{ type: 'fail', error: { message: 'gone' } }])
  })

  it('fails a call whose reason cannot be read, with `undecodable`', () => {
    const { near } = line()
    const sink = recordingSink()
    const { id } = near.link.call('', request('out'), sink)
    const writer = new PacketWriter()
    writer.value(code.fail, id, encodedAs(new Uint8Array([0xc1])))
    near.link.receive(packetIn(writer))
    expect(sink.heard).toMatchObject([{ type: 'fail', error: { code: 'undecodable' } }])
  })

  it.each([
    { what: 'one is missing', numbers: [1, 3] },
    { what: 'one comes twice', numbers: [1, 1] },
    { what: 'two change places', numbers: [2, 1] },
  ])('refuses packets of which $what, with `undecodable`', ({ numbers }) => {
    const { near } = line()
    expect(() => {
      for (const number of numbers) near.link.receive(packetOf([code.heartbeat], number))
    }).toThrow(/came as number \d where number \d was due/)
  })

  it('hands frames of a later version to its owner, who may ignore them', () => {
    const { near } = line()
    near.link.receive(packetOf([99, 'what', 'ever'] as unknown as Frame))
    expect(near.control).toEqual([[99, 'what', 'ever']])
  })
})

function packetIn(writer: PacketWriter, number = 1): Packet {
  return { bytes: writer.take(number), attachments: [] }
}

function packetOf([kind, ...fields]: readonly [number, ...unknown[]], number = 1): Packet {
  const writer = new PacketWriter()
  writer.general(kind, pack(fields), new Uint8Array(), 0)
  return packetIn(writer, number)
}

/** What a packet may hold, as an honest side would write it. */
const honest: readonly ((writer: PacketWriter) => void)[] = [
  (writer) => writer.general(code.route, pack([0, '', '', 'ask', 'add']), new Uint8Array(), 0),
  (writer) => writer.general(code.route, pack([1, '', '', 'stream', 'count']), new Uint8Array(), 0),
  (writer) => writer.call(code.call, 1, 0, 0, 0, encode(1)),
  (writer) => writer.call(code.call, 2, 1, 5, 0, encode(3)),
  (writer) => writer.call(code.call, 3, 7, 0, 0, encode(3)),
  (writer) => writer.value(code.cancel, 1, encode(reason())),
  (writer) => writer.count(code.credit, 2, 3),
  (writer) => writer.value(code.input, 2, encode(1)),
  (writer) => writer.word(code.inputEnd, 2),
  (writer) => writer.value(code.reply, 1, encode(1)),
  (writer) => writer.value(code.fail, 1, encode(reason())),
  (writer) => writer.value(code.item, 1, encode(1)),
  (writer) => writer.word(code.started, 1),
  (writer) => writer.word(code.end, 1),
  (writer) => writer.count(code.inputCredit, 1, 2),
  (writer) => writer.general(code.chain, pack([1, [['life', 'app/a', 7]]]), new Uint8Array(), 0),
  (writer) => writer.general(code.took, pack([1, 0.5]), new Uint8Array(), 0),
  (writer) => writer.general(code.measure, pack([true]), new Uint8Array(), 0),
  (writer) => writer.general(code.hello, pack([greeting]), encode(1).bytes, 0),
  (writer) => writer.general(code.stop, pack([]), new Uint8Array(), 0),
]

const greeting = {
  version: 1,
  fingerprint: 'a(add:ask,count:stream)',
  path: 'p',
  address: 'a',
  incarnation: 'i',
  allowNative: true,
}

/** Something that comes where packet `number` is due. */
type Hostile = (number: number) => Packet

const someHonest = fc.array(fc.constantFrom(...honest), { minLength: 1, maxLength: 6 })

function written(frames: readonly (typeof honest)[number][], number: number): Packet {
  const writer = new PacketWriter()
  for (const frame of frames) frame(writer)
  return packetIn(writer, number)
}

const hostile = fc.oneof(
  fc
    .uint8Array({ maxLength: 100 })
    .map((bytes): Hostile => () => ({ bytes: bytes as Uint8Array<ArrayBuffer>, attachments: [] })),
  // The number is right, and nothing else.
  fc.uint8Array({ maxLength: 100 }).map((rest): Hostile => (number) => {
    const bytes = new Uint8Array(8 + rest.byteLength)
    new DataView(bytes.buffer).setUint32(0, number, true)
    bytes[4] = rest.byteLength % 4
    bytes.set(rest, 8)
    return { bytes, attachments: [] }
  }),
  // Frames of the right codes, with junk for fields.
  fc
    .tuple(fc.constantFrom(...Object.values(code)), fc.array(junk, { maxLength: 5 }))
    .map(([kind, fields]): Hostile => (number) => {
      const writer = new PacketWriter()
      writer.general(kind, pack(fields), new Uint8Array(3), 1)
      return packetIn(writer, number)
    }),
  someHonest.map(
    (frames): Hostile =>
      (number) =>
        written(frames, number),
  ),
  // Some bytes are others.
  fc
    .tuple(someHonest, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 5 }))
    .map(([frames, changes]): Hostile => (number) => {
      const packet = written(frames, number)
      for (const [at, byte] of changes) packet.bytes[4 + (at % (packet.bytes.length - 4))] = byte
      return packet
    }),
  fc.tuple(someHonest, fc.nat(200)).map(([frames, length]): Hostile => (number) => {
    const { bytes } = written(frames, number)
    return { bytes: bytes.slice(0, length), attachments: [new ArrayBuffer(3)] }
  }),
)

describe('hostile packets', () => {
  it('make Link.receive() throw `undecodable` or nothing', () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 8 }), (packets) => {
        const { near } = line()
        near.link.call('', request('open'), recordingSink())
        for (const [index, packet] of packets.entries()) {
          try {
            near.link.receive(packet(index + 1))
          } catch (error) {
            expect(ActorError.is(error, 'undecodable')).toBe(true)
          }
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('never make a host throw, and whatever it sends is a packet', async () => {
    const A = protocol('a', { add: ask<number, number>(), count: stream<number, number>() })
    const served = actor(A, () => ({
      add: (n) => n + 1,
      *count(to) {
        for (let n = 0; n < Math.min(Number(to), 10); n++) yield n
      },
    }))
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { maxLength: 8 }), async (packets) => {
        const { link } = side(() => {})
        const hosted = host({ send: (packet) => link.receive(packet), close() {} }, () =>
          Promise.resolve(served),
        )
        for (const [index, packet] of packets.entries()) hosted.receive(packet(index + 1))
        await settled()
      }),
      { numRuns: 500 },
    )
  })
})
