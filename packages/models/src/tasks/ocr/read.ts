import type { Session } from '../../backend.ts'
import type { Image } from '../../image/image.ts'
import { detectText } from './detect.ts'
import { orient } from './orient.ts'
import { toHalfWidth } from './half-width.ts'
import type { OcrRules } from './options.ts'
import type { Line } from './protocol.ts'
import { inReadingOrder } from './reading-order.ts'
import { recognise } from './recognise.ts'
import { lying } from './strip.ts'

/** The three networks that read together, and the characters that the last one knows. */
export interface Reader {
  readonly detect: Session
  readonly orient: Session
  readonly recognise: Session
  readonly characters: readonly string[]
}

/** Reads a picture: where is text, which way up, what does it say, in which order. */
export async function readImage(
  reader: Reader,
  image: Image,
  { maxSide, minConfidence }: OcrRules,
  signal: AbortSignal,
): Promise<Line[]> {
  const found = await detectText(reader.detect, image, maxSide)
  const boxes = await orient(reader.orient, image, found.map(lying), signal)
  const readings = await recognise(reader.recognise, image, boxes, reader.characters, signal)
  const lines = readings
    .map(({ text, confidence }, index) => ({
      text: toHalfWidth(text.trim()),
      confidence,
      box: boxes[index]!,
    }))
    .filter(({ text, confidence }) => text !== '' && confidence >= minConfidence)
  return inReadingOrder(lines)
}
