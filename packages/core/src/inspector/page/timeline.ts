import type { ActorFigures, NewsItem } from '../frame.ts'
import { drawn, element, set } from './dom.ts'
import type { History } from './history.ts'

/** Milliseconds from the left edge to now. */
const span = 120_000
const width = 1_000
const height = 22

/** What each actor did in the last two minutes: its work, its outages, and marks for what went wrong. */
export class Timeline {
  readonly element = element('section', { class: 'panel timeline', 'aria-label': 'Timeline' })
  readonly #lanes = element('div', { class: 'lanes' })
  readonly #byPath = new Map<string, Lane>()

  constructor() {
    const ticks = [120, 90, 60, 30].map((seconds) => element('span', {}, `−${seconds} s`))
    this.element.append(
      element(
        'header',
        {},
        element('h2', {}, 'Timeline'),
        element(
          'p',
          { class: 'legend' },
          element('span', { class: 'key work' }, 'at work'),
          element('span', { class: 'key outage' }, 'down'),
          element('span', { class: 'key crash' }, 'crash'),
          element('span', { class: 'key letter' }, 'dead letter'),
        ),
      ),
      this.#lanes,
      element('div', { class: 'ticks' }, ...ticks, element('span', {}, 'now')),
    )
  }

  show({ now, news, times, courses }: History, selected: string | undefined): void {
    if (now === undefined) return
    const actors = now.actors.filter(({ type }) => type === 'worker')
    const root = now.actors[0]?.path ?? ''
    const paths = new Set(actors.map(({ path }) => path))
    for (const [path, lane] of this.#byPath) {
      if (paths.has(path)) continue
      lane.element.remove()
      this.#byPath.delete(path)
    }
    for (const figures of actors) {
      const { path } = figures
      const lane = this.#byPath.get(path) ?? new Lane(path, path.slice(root.length + 1))
      if (!this.#byPath.has(path)) {
        this.#byPath.set(path, lane)
        this.#lanes.append(lane.element)
      }
      lane.element.classList.toggle('selected', path === selected)
      const own = news.filter((item) => item.path === path)
      lane.show(figures, own, times, courses.get(path)?.rates ?? [], now.at)
    }
  }
}

/** The strip of one actor. */
class Lane {
  readonly element: HTMLElement
  readonly #work = drawn('path', { class: 'work' })
  readonly #outages = drawn('path', { class: 'outage' })
  readonly #crashes = drawn('path', { class: 'crash' })
  readonly #letters = drawn('path', { class: 'letter' })

  constructor(path: string, name: string) {
    const strip = drawn(
      'svg',
      {
        ...{ viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', role: 'img' },
        'aria-label': `${path}, the last two minutes`,
      },
      this.#work,
      this.#outages,
      this.#crashes,
      this.#letters,
    )
    this.element = element('div', { class: 'lane' }, element('b', { title: path }, name))
    this.element.append(strip)
  }

  show(
    { status }: ActorFigures,
    news: readonly NewsItem[],
    times: readonly number[],
    rates: readonly number[],
    now: number,
  ): void {
    const x = (at: number): number => Math.max(0, width - ((now - at) / span) * width)
    set(this.#work, { d: workOf(times.slice(-rates.length), rates, x) })
    const visible = (at: number): boolean => now - at <= span
    const outages = outagesOf(news, status === 'running' ? undefined : now)
    set(this.#outages, {
      d: outages
        .filter(([, until]) => visible(until))
        .map(([from, until]) => block(x(from), Math.max(2, x(until) - x(from)), 0, height))
        .join(''),
    })
    const marks = (types: (item: NewsItem) => boolean): string =>
      news
        .filter((item) => types(item) && visible(item.at))
        .map(({ at }) => block(x(at) - 1, 2.5, 0, height))
        .join('')
    set(this.#crashes, { d: marks(({ type, tone }) => type === 'child-exited' && tone === 'bad') })
    set(this.#letters, { d: marks(({ type }) => type === 'dead-letter') })
  }
}

/** Columns as high as the rate, of which a tenth of the highest is still to be seen. */
function workOf(
  times: readonly number[],
  rates: readonly number[],
  x: (at: number) => number,
): string {
  const top = Math.max(1, ...rates)
  return rates
    .map((rate, place) => {
      const at = times[place]!
      const before = times[place - 1] ?? at - 500
      const tall = rate === 0 ? 0 : Math.max(3, (rate / top) * (height - 4))
      return tall === 0 ? '' : block(x(before), x(at) - x(before), height - tall, tall)
    })
    .join('')
}

/** From each end of a life to the next that is up. */
function outagesOf(news: readonly NewsItem[], now: number | undefined): [number, number][] {
  const outages: [number, number][] = []
  let since: number | undefined
  for (const { type, at } of news) {
    if (type === 'child-exited') since ??= at
    if (type !== 'child-ready' || since === undefined) continue
    outages.push([since, at])
    since = undefined
  }
  if (since !== undefined && now !== undefined) outages.push([since, now])
  return outages
}

function block(x: number, wide: number, y: number, tall: number): string {
  return `M${x.toFixed(1)} ${y.toFixed(1)}h${wide.toFixed(1)}v${tall.toFixed(1)}h-${wide.toFixed(1)}z`
}
