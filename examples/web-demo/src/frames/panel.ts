import { reducedMotion } from '../page/colours.ts'
import { byId, write } from '../page/dom.ts'
import { count } from '../page/words.ts'
import { FrameMeter, type Work } from './meter.ts'
import { LongTasks } from './long-tasks.ts'
import { Strip } from './strip.ts'

/** The strip of frames with its figures. */
export interface FramesPanel {
  readonly meter: FrameMeter
  mark(words: string): void
}

/** Shows how smooth the page is from now on. */
export function showFrames(work: () => Work): FramesPanel {
  const meter = new FrameMeter()
  const tasks = new LongTasks()
  const strip = new Strip(byId<HTMLCanvasElement>('strip'), meter)
  const pendulum = byId<SVGElement>('pendulum-arm')
  let written = 0
  let drawn = 0
  meter.start(work, (now) => {
    const still = reducedMotion.matches
    if (!still) pendulum.setAttribute('transform', `rotate(${30 * Math.sin(now / 420)} 20 4)`)
    if (!still || now - drawn > 500) {
      drawn = now
      strip.draw(now)
    }
    if (now - written < 250) return
    written = now
    showFigures(meter, tasks)
  })
  return { meter, mark: (words) => strip.mark(words) }
}

function showFigures(meter: FrameMeter, tasks: LongTasks): void {
  const { frames, late, longest } = meter.since(performance.now() - 10_000)
  const recent = meter.since(performance.now() - 1_000)
  write(byId('frame-rate'), `${recent.frames}`)
  write(byId('frame-late'), frames === 0 ? '–' : `${((100 * late) / frames).toFixed(1)} %`)
  write(byId('frame-longest'), `${Math.round(longest)} ms`)
  write(byId('frame-tasks'), tasks.known ? String(tasks.count) : 'not told')
  byId('frame-longest').dataset['bad'] = String(longest > 100)
  const words = `The last ten seconds: ${count(frames, 'frame')}, ${late} late, the longest ${Math.round(longest)} ms`
  const canvas = byId('strip')
  if (canvas.ariaLabel !== words) canvas.ariaLabel = words
}
