import type { Image } from '../../src/image/image.ts'

/** A picture from what is at each place: red, green, blue from 0 to 255. */
export function picture(
  width: number,
  height: number,
  at: (x: number, y: number) => readonly [number, number, number],
): Image {
  const data = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(at(x, y), (y * width + x) * 3)
  }
  return { width, height, data }
}

/** A smooth picture, different in every channel. */
export const waves = (width: number, height: number): Image =>
  picture(width, height, (x, y) => [
    128 + 100 * Math.sin(x / 9),
    128 + 100 * Math.cos(y / 7),
    128 + 100 * Math.sin((x + y) / 11),
  ])
