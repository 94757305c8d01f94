import type { Session } from '../../backend.ts'
import { sizeOf } from '../../image/crop.ts'
import type { Image, Point, Quad } from '../../image/image.ts'
import { stripHeight, stripsTensor, turned } from './strip.ts'

const columns = 192
const batch = 16

/**
 * Turns the boxes whose text is upside down (PP-OCR's direction classifier). It errs on single lines,
 * so those along one axis of the page decide together.
 */
export async function orient(
  session: Session,
  image: Image,
  boxes: readonly Quad[],
  signal: AbortSignal,
): Promise<Quad[]> {
  const odds = await upsideDown(session, image, boxes.map(beginning), signal)
  const along = boxes.map(isAcross)
  const turn = (axis: boolean): boolean => {
    const votes = odds.filter((_, index) => along[index] === axis)
    return votes.reduce((sum, vote) => sum + vote, 0) > votes.length / 2
  }
  const turns = { across: turn(true), down: turn(false) }
  return boxes.map((box, index) => (turns[along[index] ? 'across' : 'down'] ? turned(box) : box))
}

/** How probable it is of each box. */
async function upsideDown(
  session: Session,
  image: Image,
  boxes: readonly Quad[],
  signal: AbortSignal,
): Promise<number[]> {
  const odds: number[] = []
  for (let from = 0; from < boxes.length; from += batch) {
    signal.throwIfAborted()
    const part = boxes.slice(from, from + batch)
    const outputs = await session.run({ x: stripsTensor(image, part, columns) })
    const pairs = outputs['softmax_0.tmp_0']!.data as Float32Array
    odds.push(...part.map((_, index) => pairs[2 * index + 1]!))
  }
  return odds
}

/** As much of a box as the classifier sees without squeezing it. */
function beginning(box: Quad): Quad {
  const [a, b, c, d] = box
  const { width, height } = sizeOf(box)
  const share = Math.min(1, (columns * height) / (stripHeight * Math.max(1, width)))
  const towards = (from: Point, to: Point): Point => ({
    x: from.x + share * (to.x - from.x),
    y: from.y + share * (to.y - from.y),
  })
  return [a, towards(a, b), towards(d, c), d]
}

function isAcross([a, b]: Quad): boolean {
  return Math.abs(b.x - a.x) >= Math.abs(b.y - a.y)
}
