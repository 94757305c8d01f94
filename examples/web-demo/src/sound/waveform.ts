import type { Segment } from '@troupe/models/voice-activity'
import type { Detection } from '@troupe/models/wake-word'
import { clearCanvas } from '../page/canvas.ts'
import { colour } from '../page/colours.ts'
import type { Sound } from './sound.ts'

/** Seconds that are shown of a sound whose end nobody knows. */
const view = 12

/** What was found in a sound. */
export interface Found {
  readonly segments: readonly Segment[]
  readonly words: readonly Detection[]
}

/** Draws the sound so far, the speech in it and the words that were heard. */
export function drawWaveform(
  canvas: HTMLCanvasElement,
  sound: Sound | undefined,
  { segments, words }: Found,
): void {
  const { pen, width, height } = clearCanvas(canvas)
  const middle = (height + 18) / 2
  pen.fillStyle = colour('line')
  pen.fillRect(0, middle - 0.5, width, 1)
  if (sound === undefined) return
  const shown = sound.expected ?? view
  const from = sound.expected === undefined ? Math.max(0, sound.seconds - view) : 0
  const x = (second: number): number => ((second - from) / shown) * width
  pen.fillStyle = colour('speech')
  for (const { start, end } of segments) {
    pen.beginPath()
    pen.roundRect(x(start), 20, x(end) - x(start), height - 22, 6)
    pen.fill()
  }
  drawPeaks(pen, sound, x, { middle, reach: (height - 30) / 2, from })
  pen.fillStyle = colour('accent')
  if (!sound.ended) pen.fillRect(x(sound.seconds) - 1, 18, 2, height - 18)
  for (const word of words) drawWord(pen, word, x(word.time), { width, height })
}

function drawPeaks(
  pen: CanvasRenderingContext2D,
  { peaks, seconds }: Sound,
  x: (second: number) => number,
  { middle, reach, from }: { middle: number; reach: number; from: number },
): void {
  const perSecond = peaks.length / Math.max(0.01, seconds)
  const bar = 3
  const loudest = Math.max(0.1, ...peaks)
  pen.fillStyle = colour('ink-soft')
  const secondsPerBar = bar / (x(1) - x(0))
  const first = Math.floor(from / secondsPerBar)
  for (let index = first; index * secondsPerBar < seconds; index++) {
    const start = Math.floor(index * secondsPerBar * perSecond)
    const end = Math.max(start + 1, Math.floor((index + 1) * secondsPerBar * perSecond))
    const peak = Math.max(...peaks.slice(start, end), 0) / loudest
    const high = Math.max(1, peak * reach)
    pen.fillRect(x(index * secondsPerBar), middle - high, bar - 1, 2 * high)
  }
}

function drawWord(
  pen: CanvasRenderingContext2D,
  { word }: Detection,
  at: number,
  { width, height }: { width: number; height: number },
): void {
  const label = word.replaceAll('_', ' ')
  pen.font = `600 12px ${getComputedStyle(document.body).fontFamily}`
  const wide = pen.measureText(label).width + 12
  const left = Math.max(0, Math.min(at - wide / 2, width - wide))
  pen.fillStyle = colour('accent')
  pen.fillRect(at - 1, 16, 2, height - 16)
  pen.beginPath()
  pen.roundRect(left, 0, wide, 18, 9)
  pen.fill()
  pen.fillStyle = colour('on-accent')
  pen.textBaseline = 'middle'
  pen.fillText(label, left + 6, 9.5)
}
