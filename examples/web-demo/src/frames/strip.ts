import { clearCanvas } from '../page/canvas.ts'
import { colour } from '../page/colours.ts'
import { type Frame, type FrameMeter, remembered } from './meter.ts'

/** Something to remember at a moment. */
interface Mark {
  readonly at: number
  readonly words: string
}

/** An interval of this many milliseconds fills the height. */
const full = 120
const lane = 6

/**
 * Draws the last ten seconds of frames against time: a frame is as wide and as high as it took, so
 * that a page that stands still becomes a wall.
 */
export class Strip {
  readonly #canvas: HTMLCanvasElement
  readonly #meter: FrameMeter
  #marks: readonly Mark[] = []

  constructor(canvas: HTMLCanvasElement, meter: FrameMeter) {
    this.#canvas = canvas
    this.#meter = meter
  }

  mark(words: string): void {
    this.#marks = [...this.#marks.slice(-9), { at: performance.now(), words }]
  }

  draw(now: number): void {
    const { pen, width, height } = clearCanvas(this.#canvas)
    const floor = height - lane - 4
    const x = (at: number): number => width - ((now - at) / remembered) * width
    for (const [name, frames] of this.#byColour()) {
      pen.fillStyle = colour(name)
      pen.beginPath()
      for (const { at, interval } of frames) {
        const high = Math.max(2, Math.min(1, interval / full) * floor)
        const wide = (interval / remembered) * width
        pen.rect(x(at) - wide, floor - high, Math.max(0.8, wide - 0.4), high)
      }
      pen.fill()
    }
    this.#drawWork(pen, x, height)
    this.#drawMarks(pen, x, floor)
  }

  #byColour(): Map<string, Frame[]> {
    const { frames, usual } = this.#meter
    const groups = new Map<string, Frame[]>([
      ['frame', []],
      ['frame-late', []],
      ['frame-blocked', []],
    ])
    for (const frame of frames) {
      const { interval } = frame
      const late = interval <= 50 ? 'frame-late' : 'frame-blocked'
      groups.get(interval <= 1.5 * usual ? 'frame' : late)!.push(frame)
    }
    return groups
  }

  /** The line below: when models computed, and where. */
  #drawWork(pen: CanvasRenderingContext2D, x: (at: number) => number, height: number): void {
    for (const { at, interval, work } of this.#meter.frames) {
      if (work === 'none') continue
      pen.fillStyle = colour(work === 'page' ? 'frame-blocked' : 'computing')
      pen.fillRect(x(at - interval), height - lane, x(at) - x(at - interval) + 0.5, lane)
    }
  }

  #drawMarks(pen: CanvasRenderingContext2D, x: (at: number) => number, floor: number): void {
    pen.font = `600 11px ${getComputedStyle(document.body).fontFamily}`
    pen.textBaseline = 'top'
    this.#marks.forEach(({ at, words }, index) => {
      const left = x(at)
      if (left < -200) return
      pen.fillStyle = colour('ink')
      pen.fillRect(left, 0, 1.5, floor)
      const wide = pen.measureText(words).width + 12
      const start = Math.max(0, Math.min(left, this.#canvas.clientWidth - wide))
      const top = (index % 3) * 18
      pen.fillStyle = colour('ink')
      pen.fillRect(start, top, wide, 17)
      pen.fillStyle = colour('panel')
      pen.fillText(words, start + 6, top + 3)
    })
  }
}
