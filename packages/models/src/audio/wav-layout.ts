import { checkSampleRate } from './chunk.ts'
import { refuse, type Place } from './refuse.ts'
import { riffChunks, textAt, type RiffChunk } from './riff.ts'

/** How the samples of a WAV file are written, and where they are. */
export interface WavLayout {
  readonly littleEndian: boolean
  readonly encoding: Encoding
  readonly channels: number
  readonly sampleRate: number
  /** Bytes of one sample of one channel. */
  readonly sampleBytes: number
  readonly data: Uint8Array
}

/** The encodings that are read, by their number in the file. */
export const encodings = { 1: 'integer', 3: 'float', 6: 'a-law', 7: 'mu-law' } as const
export type Encoding = keyof typeof encodings

const extensible = 0xfffe
const widths: Record<Encoding, readonly number[]> = { 1: [1, 2, 3, 4], 3: [4, 8], 6: [1], 7: [1] }
const convert = 'convert it, for example with: ffmpeg -i in.wav -c:a pcm_s16le out.wav'

/**
 * Finds the samples of a WAV file, whatever lengths its header claims.
 *
 * @throws {ActorError<'invalid-message'>} It is empty, no WAV, cut off, or of an unknown encoding.
 */
export function wavLayout(file: Uint8Array, place: Place): WavLayout {
  if (!(file instanceof Uint8Array))
    refuse(place, 'the WAV is no Uint8Array; send the bytes of the file')
  if (file.length === 0)
    refuse(place, 'the WAV is empty (0 bytes); send the bytes of the whole file')
  const littleEndian = checkContainer(file, place)
  const { format, data } = chunksOf(file, littleEndian)
  if (format === undefined || format.body.length < 16) {
    refuse(place, 'the WAV ends before or within its "fmt " chunk; send the whole file')
  }
  if (data === undefined) refuse(place, 'the WAV has no "data" chunk; send the whole file')
  const layout = { littleEndian, ...readFormat(format, littleEndian, place), data: data.body }
  if (data.body.length < layout.sampleBytes * layout.channels) {
    refuse(place, 'the WAV holds no samples; record something or send the whole file')
  }
  return layout
}

/** The first of each, one by one: a file of zeros is made of millions of chunks. */
function chunksOf(
  file: Uint8Array,
  littleEndian: boolean,
): { format: RiffChunk | undefined; data: RiffChunk | undefined } {
  let format: RiffChunk | undefined
  let data: RiffChunk | undefined
  for (const chunk of riffChunks(file, littleEndian)) {
    if (chunk.id === 'fmt ') format ??= chunk
    if (chunk.id === 'data') data ??= chunk
    if (format !== undefined && data !== undefined) break
  }
  return { format, data }
}

function checkContainer(file: Uint8Array, place: Place): boolean {
  const container = textAt(file, 0)
  if (!['RIFF', 'RIFX', 'RF64'].includes(container) || textAt(file, 8) !== 'WAVE') {
    const begins = JSON.stringify(textAt(file, 0))
    refuse(place, `this is no WAV: it begins with ${begins}, not "RIFF" and "WAVE"; ${convert}`)
  }
  return container !== 'RIFX'
}

function readFormat({ body }: RiffChunk, littleEndian: boolean, place: Place) {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  const tag = view.getUint16(0, littleEndian)
  const number = tag === extensible && body.length >= 26 ? view.getUint16(24, littleEndian) : tag
  const channels = view.getUint16(2, littleEndian)
  const sampleRate = view.getUint32(4, littleEndian)
  const sampleBytes = Math.ceil(view.getUint16(14, littleEndian) / 8)
  if (!(number in encodings)) refuse(place, `the WAV is encoded as format ${number}; ${convert}`)
  const encoding = number as Encoding
  if (!widths[encoding].includes(sampleBytes)) {
    refuse(place, `the WAV has ${sampleBytes * 8}-bit ${encodings[encoding]} samples; ${convert}`)
  }
  if (channels === 0) refuse(place, `the WAV has 0 channels; ${convert}`)
  checkSampleRate(sampleRate, place)
  return { encoding, channels, sampleRate, sampleBytes }
}
