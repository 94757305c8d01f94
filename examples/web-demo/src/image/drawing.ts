import type { Line, Point } from '@troupe/models/ocr'
import { drawn } from '../page/dom.ts'

/** Draws what was read onto its picture: a box for each line, and its words in the box. */
export function drawLines(
  drawing: SVGSVGElement,
  lines: readonly Line[],
  { width, height }: { readonly width: number; readonly height: number },
): void {
  drawing.setAttribute('viewBox', `0 0 ${width} ${height}`)
  drawing.replaceChildren(...lines.map(lineOf))
}

function lineOf({ text, box }: Line, index: number): SVGGElement {
  const [a, b, , d] = box
  const wide = distance(a, b)
  const high = distance(a, d)
  const degrees = (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI
  const points = box.map(({ x, y }) => `${x},${y}`).join(' ')
  return drawn(
    'g',
    { class: 'line', 'data-line': index, '--order': index },
    drawn('polygon', { points }),
    drawn(
      'text',
      {
        transform: `translate(${a.x} ${a.y}) rotate(${degrees})`,
        x: wide * 0.02,
        y: high * 0.74,
        'font-size': high * 0.68,
        textLength: wide * 0.96,
        lengthAdjust: 'spacingAndGlyphs',
      },
      text,
    ),
  )
}

function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y)
}
