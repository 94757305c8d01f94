/** Rows of pixels as a decoder gives them: 8 bits for each of 1, 3 or 4 channels. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly data: Uint8Array
}

/** The most pixels that a picture may have. */
export const mostPixels = 100_000_000

/** Decodes a picture, upright and on white. */
export type DecodePixels = (bytes: Uint8Array) => Promise<Pixels>
