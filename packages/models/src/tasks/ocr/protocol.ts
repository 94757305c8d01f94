import { ask, protocol, stream, type } from '@troupe/core/actor'
import type { Quad } from '../../image/image.ts'
import type { OcrOptions } from './options.ts'

/** A line of text in a picture. */
export interface Line {
  readonly text: string
  /** How sure the reading is, between 0 and 1. */
  readonly confidence: number
  /** Its corners in pixels of the picture, clockwise from where the text begins. */
  readonly box: Quad
}

/**
 * Reads text out of pictures: PNG or JPEG, upright or upside down, Latin and Chinese script
 * (PP-OCRv4 by PaddlePaddle, https://arxiv.org/abs/2009.09941).
 *
 * @throws {ActorError<'invalid-message'>} The bytes are no picture; the actor goes on.
 * @throws {ActorError<'invalid-argument'>} An option is wrong; the actor does not start.
 * @example
 * ```ts
 * import { Ocr } from '@troupe/models/ocr'
 *
 * Ocr.fingerprint // => 'ocr(pages:stream,read:ask)'
 * ```
 */
export const Ocr = protocol(
  'ocr',
  {
    /** The lines of one picture in reading order. */
    read: ask<{ image: Uint8Array }, Line[]>(),
    /** The lines of several pictures, one after the other. */
    pages: stream<{ pages: Uint8Array[] }, Line[]>(),
  },
  { options: type<OcrOptions | undefined>() },
)
