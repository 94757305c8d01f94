import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isFrame } from '../../src/wire/frame-shape.ts'
import { code, type Frame } from '../../src/wire/frame.ts'
import { junk } from './values.ts'

type General = Frame extends infer F ? (F extends [infer Code, ...unknown[]] ? Code : never) : never

const all: { [Code in General]: Extract<Frame, [Code, ...unknown[]]> } = {
  [code.hello]: [
    code.hello,
    { version: 1, fingerprint: 'f', path: 'p', address: 'a', incarnation: 'i', allowNative: false },
  ],
  [code.progress]: [code.progress, 'load', 1, null],
  [code.ready]: [code.ready, { delivery: 'at-most-once', maxDeliveries: 3, window: 1 }],
  [code.refused]: [code.refused, 'setup'],
  [code.chain]: [code.chain, 1, [['life', 'app/a', 7]]],
  [code.route]: [code.route, 3, 'address', 'app/a', 'ask', 'add'],
  [code.took]: [code.took, 1, 0.5],
  [code.log]: [code.log, 'info', 'words'],
  [code.heartbeat]: [code.heartbeat],
  [code.activity]: [code.activity, 'native', 3],
  [code.measure]: [code.measure, true],
  [code.connect]: [code.connect, 'address'],
  [code.channelDrained]: [code.channelDrained, 1],
  [code.channel]: [code.channel, 1, { role: 'callee' }],
  [code.channelDrain]: [code.channelDrain, 1],
  [code.channelEnd]: [code.channelEnd, 1, false],
  [code.stop]: [code.stop],
  [code.bye]: [code.bye],
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

  it('refuses a route whose number nobody would give', () => {
    for (const number of [-1, 0.5, 1_024, 2 ** 40])
      expect(isFrame([code.route, number, '', '', 'ask', 'add'])).toBe(false)
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
