import type { Session } from '../../backend.ts'
import type { Image, Quad } from '../../image/image.ts'
import { decodeText, type Reading } from './ctc.ts'
import { stripsTensor, stripWidth } from './strip.ts'

/** On one thread six at a time took half as long again: narrower lines are padded to the widest. */
const batch = 2
/** The network was trained on strips at least this wide. */
const leastColumns = 320

/** Reads lines (SVTR-LCNet of PP-OCRv4); lines of like width are read together. */
export async function recognise(
  session: Session,
  image: Image,
  boxes: readonly Quad[],
  characters: readonly string[],
  signal: AbortSignal,
): Promise<Reading[]> {
  const readings = new Array<Reading>(boxes.length)
  const byWidth = boxes
    .map((_, index) => index)
    .toSorted((a, b) => stripWidth(boxes[a]!) - stripWidth(boxes[b]!))
  for (let from = 0; from < byWidth.length; from += batch) {
    signal.throwIfAborted()
    const part = byWidth.slice(from, from + batch)
    const columns = Math.max(leastColumns, ...part.map((index) => stripWidth(boxes[index]!)))
    const strips = stripsTensor(
      image,
      part.map((index) => boxes[index]!),
      columns,
    )
    const outputs = await session.run({ x: strips })
    const odds = outputs['softmax_11.tmp_0']!
    part.forEach((index, row) => {
      readings[index] = decodeText(odds.data as Float32Array, row, odds.shape, characters)
    })
  }
  return readings
}
