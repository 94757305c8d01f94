import { decodePixels } from '#pixels'
import { ActorError } from '../errors.ts'
import { isRaster } from './format.ts'
import type { Image } from './image.ts'
import { mostPixels } from './pixels/pixels.ts'

interface Place {
  readonly target: string
  readonly operation: string
}

/**
 * Decodes a PNG or JPEG, upright as its EXIF data says, transparency on white.
 *
 * @throws {ActorError<'invalid-message'>} It is no picture, damaged, or has more than 100 million pixels.
 * @throws {ActorError<'unsupported'>} On Node: the package `sharp` is not installed.
 */
export async function decodeImage(bytes: unknown, place: Place): Promise<Image> {
  if (!(bytes instanceof Uint8Array))
    throw refusal(place, 'image is no Uint8Array; pass the bytes of a PNG or JPEG')
  if (bytes.byteLength === 0)
    throw refusal(place, 'image is empty; pass the bytes of a PNG or JPEG')
  try {
    if (!isRaster(bytes)) throw new Error('it begins as none of PNG, JPEG, GIF and WebP')
    const { width, height, channels, data } = await decodePixels(bytes)
    return { width, height, data: rgb(data, channels) }
  } catch (cause) {
    if (ActorError.is(cause)) throw cause
    const words = (cause instanceof Error ? cause.message : String(cause))
      .trim()
      .replace(/\s+/g, ' ')
    throw refusal(
      place,
      `image cannot be decoded (${words}); pass an undamaged PNG or JPEG of at most ${mostPixels} pixels`,
      cause,
    )
  }
}

function rgb(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 3) return data
  const out = new Uint8Array((data.length / channels) * 3)
  for (let pixel = 0; pixel * channels < data.length; pixel++) {
    for (let channel = 0; channel < 3; channel++)
      out[pixel * 3 + channel] = data[pixel * channels + (channels === 4 ? channel : 0)]!
  }
  return out
}

/** The error for pictures that cannot be used. It is the sender's mistake, so the actor goes on. */
export function refusal({ target, operation }: Place, issue: string, cause?: unknown): ActorError {
  return new ActorError(
    'invalid-message',
    `${target}.${operation}: ${issue}`,
    { target, operation, issues: [issue] },
    { cause },
  )
}
