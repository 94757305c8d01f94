import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attachmentsOf, isFrame } from '../../src/wire/frame-shape.ts'
import { code, type Frame } from '../../src/wire/frame.ts'
import { junk } from './values.ts'

const bytes = new Uint8Array(1)
const all: Record<keyof typeof code, Frame> = {
  hello: [
    code.hello,
    { version: 1, fingerprint: 'f', path: 'p', address: 'a', incarnation: 'i', allowNative: false },
    bytes,
    2,
  ],
  progress: [code.progress, 'load', 1, null],
  ready: [code.ready, { delivery: 'at-most-once', maxDeliveries: 3, window: 1 }],
  refused: [code.refused, 'setup', bytes, 0],
  call: [code.call, 1, 'address', 'ask', 'add', 0, 0, bytes, 1],
  cancel: [code.cancel, 1, bytes, 0],
  credit: [code.credit, 1, 16],
  input: [code.input, 1, bytes, 0],
  inputEnd: [code.inputEnd, 1],
  chain: [code.chain, 1, [['life', 'app/a', 7]]],
  started: [code.started, 1],
  reply: [code.reply, 1, bytes, 3],
  fail: [code.fail, 1, bytes, 0],
  item: [code.item, 1, bytes, 0],
  end: [code.end, 1],
  inputCredit: [code.inputCredit, 1, 32],
  log: [code.log, 'info', 'words', bytes, 0],
  heartbeat: [code.heartbeat],
  activity: [code.activity, 'native'],
  stop: [code.stop],
  bye: [code.bye, bytes, 0],
}

describe('isFrame()', () => {
  it('has codes that differ', () => {
    const codes = Object.values(code)
    expect(new Set(codes).size).toBe(codes.length)
  })

  it.each(Object.entries(all))('takes %s as it is written', (_, frame) => {
    expect(isFrame(frame)).toBe(true)
  })

  it.each(Object.entries(all))('refuses %s one field longer or shorter', (_, frame) => {
    expect(isFrame([...frame, 1])).toBe(false)
    if (frame.length > 1) expect(isFrame(frame.slice(0, -1))).toBe(false)
  })

  it('counts the attachments of frames with a body', () => {
    const counts = Object.fromEntries(
      Object.entries(all).map(([name, frame]) => [name, attachmentsOf(frame)]),
    )
    expect(counts).toMatchObject({
      hello: 2,
      call: 1,
      reply: 3,
      bye: 0,
      credit: undefined,
      stop: undefined,
      ready: undefined,
    })
  })

  it('refuses what is no array, or begins with no code', () => {
    fc.assert(
      fc.property(junk, (value) => {
        if (!Array.isArray(value) || typeof value[0] !== 'number')
          expect(isFrame(value)).toBe(false)
      }),
    )
  })
})
