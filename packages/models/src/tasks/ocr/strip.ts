import { crop, sizeOf } from '../../image/crop.ts'
import type { Image, Quad } from '../../image/image.ts'
import { type Normalisation, writePlanes } from '../../image/planes.ts'
import type { Tensor } from '../../tensor.ts'

const normalisation: Normalisation = { mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5] }

/** The height at which lines are classified and read. */
export const stripHeight = 48

/** A box turned so that its first side is the longer one: text that stands is laid down. */
export function lying(box: Quad): Quad {
  const { width, height } = sizeOf(box)
  const [a, b, c, d] = box
  return height >= 1.5 * width ? [b, c, d, a] : box
}

/** The same box read from the other end. */
export function turned([a, b, c, d]: Quad): Quad {
  return [c, d, a, b]
}

/** How wide a box is at the height of a strip. */
export function stripWidth(box: Quad): number {
  const { width, height } = sizeOf(box)
  return Math.max(8, Math.ceil((stripHeight * width) / Math.max(1, height)))
}

/** Lines cut out of a picture, as one batch: narrower ones are padded on the right with grey. */
export function stripsTensor(
  image: Image,
  boxes: readonly Quad[],
  columns: number,
): Tensor<'float32'> {
  const size = 3 * stripHeight * columns
  const data = new Float32Array(boxes.length * size)
  boxes.forEach((box, index) => {
    const strip = crop(image, box, {
      width: Math.min(columns, stripWidth(box)),
      height: stripHeight,
    })
    writePlanes(strip, normalisation, data, index * size, columns)
  })
  return { type: 'float32', shape: [boxes.length, 3, stripHeight, columns], data }
}
