import type { Session } from '../../backend.ts'
import type { Image, Quad } from '../../image/image.ts'
import { stripsTensor, turned } from './strip.ts'

const columns = 192
const batch = 16
/** How sure it must be that a line is upside down. */
const threshold = 0.9

/** Turns the boxes whose text is upside down (PP-OCR's direction classifier). */
export async function orient(session: Session, image: Image, boxes: readonly Quad[], signal: AbortSignal): Promise<{ boxes: Quad[]; turned: number }> {
  const upright: Quad[] = []
  let count = 0
  for (let from = 0; from < boxes.length; from += batch) {
    signal.throwIfAborted()
    const part = boxes.slice(from, from + batch)
    const outputs = await session.run({ x: stripsTensor(image, part, columns) })
    const odds = outputs['softmax_0.tmp_0']!.data as Float32Array
    part.forEach((box, index) => {
      const upsideDown = odds[2 * index + 1]! > threshold
      if (upsideDown) count++
      upright.push(upsideDown ? turned(box) : box)
    })
  }
  return { boxes: upright, turned: count }
}
