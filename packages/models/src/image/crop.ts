import { distance, type Image, type Quad } from './image.ts'

/** Cuts a parallelogram out of a picture and lays it flat, its first corner at the top left. */
export function crop(
  image: Image,
  [origin, right, , down]: Quad,
  size: { width: number; height: number },
): Image {
  const data = new Uint8Array(size.width * size.height * 3)
  let at = 0
  for (let row = 0; row < size.height; row++) {
    const v = (row + 0.5) / size.height
    for (let column = 0; column < size.width; column++) {
      const u = (column + 0.5) / size.width
      const x = origin.x + u * (right.x - origin.x) + v * (down.x - origin.x) - 0.5
      const y = origin.y + u * (right.y - origin.y) + v * (down.y - origin.y) - 0.5
      sample(image, x, y, data, at)
      at += 3
    }
  }
  return { ...size, data }
}

/** How large a quad is by its first and last side. */
export function sizeOf([topLeft, topRight, , bottomLeft]: Quad): { width: number; height: number } {
  return { width: distance(topLeft, topRight), height: distance(topLeft, bottomLeft) }
}

function sample(
  { width, height, data }: Image,
  x: number,
  y: number,
  into: Uint8Array,
  at: number,
): void {
  const left = clamp(Math.floor(x), width)
  const upper = clamp(Math.floor(y), height)
  const right = clamp(left + 1, width)
  const lower = clamp(upper + 1, height)
  const share = Math.min(1, Math.max(0, x - left))
  const below = Math.min(1, Math.max(0, y - upper))
  for (let channel = 0; channel < 3; channel++) {
    const top =
      data[(upper * width + left) * 3 + channel]! * (1 - share) +
      data[(upper * width + right) * 3 + channel]! * share
    const bottom =
      data[(lower * width + left) * 3 + channel]! * (1 - share) +
      data[(lower * width + right) * 3 + channel]! * share
    into[at + channel] = top * (1 - below) + bottom * below + 0.5
  }
}

function clamp(value: number, size: number): number {
  return Math.min(size - 1, Math.max(0, value))
}
