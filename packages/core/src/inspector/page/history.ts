import type { ActorFigures, InspectorFrame, NewsItem } from '../frame.ts'

/** Frames that are shown, the oldest at the left edge. */
export const shownFrames = 240
/** News that are kept, and marks on the timeline. */
const keptNews = 400

/** One actor through the frames that are shown. */
export interface Course {
  readonly rates: number[]
  readonly p50: number[]
  readonly p99: number[]
  readonly waiting: number[]
}

/** What was shown so far, as far as it is still to be seen. */
export class History {
  readonly courses = new Map<string, Course>()
  readonly whole: Course = empty()
  readonly times: number[] = []
  news: NewsItem[] = []
  now: InspectorFrame | undefined

  add(frame: InspectorFrame): void {
    this.now = frame
    push(this.times, frame.at)
    for (const figures of frame.actors) {
      const course = this.courses.get(figures.path) ?? empty()
      this.courses.set(figures.path, course)
      record(course, figures)
    }
    record(this.whole, { ...sumOf(frame.actors), total: frame.total })
    this.news = [...this.news, ...frame.news].slice(-keptNews)
  }

  figures(path: string): ActorFigures | undefined {
    return this.now?.actors.find((actor) => actor.path === path)
  }
}

/** All actors together. */
export function sumOf(actors: readonly ActorFigures[]): {
  rate: number
  waiting: number
  inWork: number
  restarts: number
  deadLetters: number
  failed: number
} {
  const sum = (of: (figures: ActorFigures) => number): number =>
    actors.reduce((whole, figures) => whole + of(figures), 0)
  return {
    rate: sum(({ rate }) => rate),
    waiting: sum(({ waiting }) => waiting),
    inWork: sum(({ inWork }) => inWork),
    restarts: sum(({ restarts }) => restarts),
    deadLetters: sum(({ deadLetters }) => deadLetters),
    failed: sum(({ failed }) => failed),
  }
}

function record(course: Course, figures: Pick<ActorFigures, 'rate' | 'waiting' | 'total'>): void {
  push(course.rates, figures.rate)
  push(course.waiting, figures.waiting)
  push(course.p50, figures.total?.p50 ?? 0)
  push(course.p99, figures.total?.p99 ?? 0)
}

function push(values: number[], value: number): void {
  values.push(value)
  if (values.length > shownFrames) values.shift()
}

function empty(): Course {
  return { rates: [], p50: [], p99: [], waiting: [] }
}
