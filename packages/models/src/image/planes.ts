import type { Image } from './image.ts'

/** How a network wants its pixels: blue, green, red as planes, each less its mean and scaled. */
export interface Normalisation {
  readonly mean: readonly [number, number, number]
  readonly deviation: readonly [number, number, number]
}

/**
 * Writes a picture into a [3, height, width] part of a tensor, from `offset` on; columns past its
 * width stay as they are.
 */
export function writePlanes(
  { width, height, data }: Image,
  { mean, deviation }: Normalisation,
  into: Float32Array,
  offset: number,
  columns: number,
): void {
  for (let plane = 0; plane < 3; plane++) {
    const scale = 1 / (255 * deviation[plane]!)
    const shift = mean[plane]! / deviation[plane]!
    for (let row = 0; row < height; row++) {
      let at = offset + (plane * height + row) * columns
      for (let pixel = row * width * 3 + 2 - plane; pixel < (row + 1) * width * 3; pixel += 3) {
        into[at++] = data[pixel]! * scale - shift
      }
    }
  }
}
