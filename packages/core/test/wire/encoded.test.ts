import { describe, expect, it } from 'vitest'
import { Encoded } from '../../src/wire/encoded.ts'

describe('Encoded', () => {
  it('takes memory of its own where it would keep much more alive', () => {
    const source = new Uint8Array(100_000).fill(7, 500, 520)
    const attachment = new ArrayBuffer(4)
    const compact = new Encoded(source, 500, 520, [attachment], true).compact()
    expect(compact.bytes).toEqual(new Uint8Array(20).fill(7))
    expect(compact.bytes.buffer.byteLength).toBe(20)
    expect([compact.attachments, compact.moved]).toEqual([[attachment], true])
  })

  it('stays as it is where it keeps little else alive', () => {
    for (const [size, end] of [
      [8_192, 10],
      [100_000, 60_000],
    ] as const) {
      const encoded = new Encoded(new Uint8Array(size), 0, end, [], false)
      expect(encoded.compact()).toBe(encoded)
    }
  })
})
