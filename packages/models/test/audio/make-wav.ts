/** What a test WAV looks like; every length in its header can be made to lie. */
export interface WavShape {
  readonly tag?: number
  readonly channels?: number
  readonly sampleRate?: number
  readonly bits?: number
  readonly data: Uint8Array
  readonly container?: 'RIFF' | 'RIFX' | 'RF64'
  readonly riffSize?: number
  readonly dataSize?: number
  /** Subformat tag of WAVE_FORMAT_EXTENSIBLE. */
  readonly extensible?: number
  /** Whole chunks before and after the data, padding included. */
  readonly before?: readonly Uint8Array[]
  readonly after?: readonly Uint8Array[]
}

/** Bytes from text and numbers: strings as ASCII, `u16` and `u32` in the byte order. */
export function bytes(
  littleEndian: boolean,
  ...parts: (string | Uint8Array | ['u16' | 'u32', number])[]
): Uint8Array {
  const pieces = parts.map((part) => {
    if (typeof part === 'string') return new TextEncoder().encode(part)
    if (part instanceof Uint8Array) return part
    const view = new DataView(new ArrayBuffer(part[0] === 'u16' ? 2 : 4))
    if (part[0] === 'u16') view.setUint16(0, part[1], littleEndian)
    else view.setUint32(0, part[1], littleEndian)
    return new Uint8Array(view.buffer)
  })
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]))
}

/** A chunk with its padding byte, unless told otherwise. */
export function chunk(
  id: string,
  body: Uint8Array,
  { padded = true, size = body.length, littleEndian = true } = {},
): Uint8Array {
  const padding = padded && body.length % 2 === 1 ? '\0' : ''
  return bytes(littleEndian, id, ['u32', size], body, padding)
}

/** A WAV file of this shape; by default 16-bit mono at 16 kHz. */
export function makeWav(shape: WavShape): Uint8Array {
  const { channels = 1, sampleRate = 16_000, bits = 16, container = 'RIFF', extensible } = shape
  const littleEndian = container !== 'RIFX'
  const tag = extensible === undefined ? (shape.tag ?? 1) : 0xfffe
  const block = channels * Math.ceil(bits / 8)
  const guid = bytes(
    true,
    ['u16', extensible ?? 0],
    '\x00\x00\x00\x00\x10\x00',
    Uint8Array.of(0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71),
  )
  const extension =
    extensible === undefined
      ? ''
      : bytes(littleEndian, ['u16', 22], ['u16', bits], ['u32', 0], guid)
  const format = bytes(
    littleEndian,
    ['u16', tag],
    ['u16', channels],
    ['u32', sampleRate],
    ['u32', sampleRate * block],
    ['u16', block],
    ['u16', bits],
    extension,
  )
  const body = bytes(
    littleEndian,
    'WAVE',
    chunk('fmt ', format, { littleEndian }),
    ...(shape.before ?? []),
    chunk('data', shape.data, { size: shape.dataSize ?? shape.data.length, littleEndian }),
    ...(shape.after ?? []),
  )
  return bytes(littleEndian, container, ['u32', shape.riffSize ?? body.length], body)
}

/** Samples from -1 to 1 as little-endian PCM or floats. */
export function pcm(
  samples: readonly number[],
  bits: number,
  { float = false, littleEndian = true } = {},
): Uint8Array {
  const size = bits / 8
  const view = new DataView(new ArrayBuffer(samples.length * size))
  samples.forEach((sample, at) => {
    if (float && bits === 32) return view.setFloat32(at * 4, sample, littleEndian)
    if (float) return view.setFloat64(at * 8, sample, littleEndian)
    if (bits === 8) return view.setUint8(at, Math.round(sample * 128) + 128)
    const integer = Math.round(sample * 2 ** (bits - 1))
    for (let byte = 0; byte < size; byte++) {
      const shift = littleEndian ? byte : size - 1 - byte
      view.setUint8(at * size + byte, Math.floor(integer / 2 ** (8 * shift)) & 0xff)
    }
  })
  return new Uint8Array(view.buffer)
}
