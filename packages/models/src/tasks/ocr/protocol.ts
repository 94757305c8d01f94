import { ask, protocol, stream, type } from '@troupe/core/actor'
import type { Quad } from '../../image/image.ts'

/** A line of text in a picture. */
export interface Line {
  readonly text: string
  /** How sure the reading is, between 0 and 1. */
  readonly confidence: number
  /** Its corners in pixels of the picture, clockwise from where the text begins. */
  readonly box: Quad
}

/** How pictures are read; all optional. */
export interface OcrOptions {
  /** The longer side, in pixels, that larger pictures are scaled down to. Default: 1600. */
  readonly maxSide?: number
  /** Lines that are less sure are left out. Default: 0.5. */
  readonly minConfidence?: number
}

/**
 * Reads text out of pictures: PNG or JPEG, upright or upside down, Latin and Chinese script
 * (PP-OCRv4 by PaddlePaddle, https://arxiv.org/abs/2009.09941).
 *
 * @throws {ActorError<'invalid-message'>} The bytes are no picture; the actor goes on.
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
