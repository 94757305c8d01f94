import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { decodeImage } from '../../src/image/decode.ts'
import type { Image } from '../../src/image/image.ts'
import { waves } from './picture.ts'

const place = { target: 'ocr', operation: 'read' }
const image = waves(40, 24)
const raw = { width: 40, height: 24, channels: 3 } as const
const picture = () => sharp(image.data, { raw })

const furthest = (a: Image, b: Image): number =>
  Math.max(...a.data.map((value, at) => Math.abs(value - b.data[at]!)))

describe('decodeImage', () => {
  test('gives back the pixels of a PNG', async () => {
    const decoded = await decodeImage(await picture().png().toBuffer(), place)
    expect([decoded.width, decoded.height]).toEqual([40, 24])
    expect(furthest(decoded, image)).toBe(0)
  })

  test('gives back the pixels of an interlaced PNG', async () => {
    const bytes = await picture().png({ progressive: true }).toBuffer()
    expect(furthest(await decodeImage(bytes, place), image)).toBe(0)
  })

  test('takes the upper half of 16 bits', async () => {
    const bytes = await picture().toColourspace('rgb16').png().toBuffer()
    expect((await sharp(bytes).metadata()).depth).toBe('ushort')
    expect(furthest(await decodeImage(bytes, place), image)).toBeLessThanOrEqual(1)
  })

  test('gives grey three channels', async () => {
    const bytes = await picture().toColourspace('b-w').png().toBuffer()
    expect((await sharp(bytes).metadata()).channels).toBe(1)
    const { data, width, height } = await decodeImage(bytes, place)
    expect([width, height, data.length]).toEqual([40, 24, 40 * 24 * 3])
    expect(data.every((value, at) => value === data[at - (at % 3)])).toBe(true)
  })

  test('looks colours up in a palette', async () => {
    const two = Uint8Array.from(
      { length: 4 * 4 * 3 },
      (_, at) => [250, 20, 60, 0, 90, 200][at % 6]!,
    )
    const bytes = await sharp(two, { raw: { width: 4, height: 4, channels: 3 } })
      .png({ palette: true })
      .toBuffer()
    expect((await sharp(bytes).metadata()).isPalette).toBe(true)
    expect(
      furthest(await decodeImage(bytes, place), { width: 4, height: 4, data: two }),
    ).toBeLessThan(6)
  })

  test('lays transparency on white', async () => {
    const half = Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 255, 200, 0, 0, 128])
    const bytes = await sharp(half, { raw: { width: 3, height: 1, channels: 4 } })
      .png()
      .toBuffer()
    const { data } = await decodeImage(bytes, place)
    expect([...data.subarray(0, 6)]).toEqual([255, 255, 255, 0, 0, 0])
    // 128 of 255 of the red on white: 200 and 0 become 227 and 127.
    expect(Math.abs(data[6]! - 227)).toBeLessThanOrEqual(1)
    expect(Math.abs(data[7]! - 127)).toBeLessThanOrEqual(1)
  })

  test.each([false, true])('decodes a JPEG, progressive: %s', async (progressive) => {
    const bytes = await picture()
      .jpeg({ quality: 98, progressive, chromaSubsampling: '4:4:4' })
      .toBuffer()
    expect(furthest(await decodeImage(bytes, place), image)).toBeLessThan(16)
  })

  test('turns a picture as its EXIF data says', async () => {
    const known = await picture().rotate(90).raw().toBuffer()
    const bytes = await picture().png().withMetadata({ orientation: 6 }).toBuffer()
    const upright = await decodeImage(bytes, place)
    expect([upright.width, upright.height]).toEqual([24, 40])
    expect(furthest(upright, { width: 24, height: 40, data: known })).toBe(0)
  })

  test('decodes a JPEG in cyan, magenta, yellow and black', async () => {
    const white = sharp({ create: { width: 16, height: 16, channels: 3, background: '#ffffff' } })
    const bytes = await white.toColourspace('cmyk').jpeg().toBuffer()
    expect((await sharp(bytes).metadata()).channels).toBe(4)
    const { data } = await decodeImage(bytes, place)
    expect(data).toHaveLength(16 * 16 * 3)
    expect(Math.min(...data)).toBeGreaterThan(245)
  })

  test.each(['gif', 'webp'] as const)('decodes a picture of pixels as %s', async (format) => {
    const { width, height } = await decodeImage(await picture().toFormat(format).toBuffer(), place)
    expect([width, height]).toEqual([40, 24])
  })

  const png = () => picture().png().toBuffer()
  const jpeg = () => picture().jpeg().toBuffer()
  const half = (bytes: Uint8Array) => bytes.subarray(0, bytes.length / 2)
  /** The header of a PNG claims more than it has. */
  const widened = (bytes: Buffer) => {
    const whole = Buffer.from(bytes)
    whole.writeUInt32BE(60_000, 16)
    whole.writeUInt32BE(60_000, 20)
    whole.writeUInt32BE(crc32(whole.subarray(12, 29)), 29)
    return whole
  }
  const bad: readonly [string, () => unknown, RegExp][] = [
    [
      'text',
      () => new TextEncoder().encode('Dear neighbours'),
      /cannot be decoded .*pass an undamaged/,
    ],
    [
      'a drawing',
      () =>
        new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'),
      /begins as none of PNG, JPEG, GIF and WebP.*pass an undamaged/,
    ],
    ['half a PNG', async () => half(await png()), /cannot be decoded .*pass an undamaged/],
    ['half a JPEG', async () => half(await jpeg()), /cannot be decoded .*pass an undamaged/],
    [
      'too many pixels',
      async () => widened(await png()),
      /exceeds pixel limit.*PNG or JPEG of at most 100000000 pixels/,
    ],
    ['nothing', () => new Uint8Array(), /image is empty; pass the bytes/],
    ['a path', () => 'page.png', /image is no Uint8Array; pass the bytes/],
    ['no value', () => undefined, /image is no Uint8Array; pass the bytes/],
  ]
  test.each(bad)('refuses %s, says who and what to do', async (_, make, words) => {
    const error: unknown = await decodeImage(await make(), place).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      code: 'invalid-message',
      message: expect.stringMatching(words),
      details: { target: 'ocr', operation: 'read' },
    })
    expect((error as Error).message).toMatch(/^ocr\.read: /)
  })
})
