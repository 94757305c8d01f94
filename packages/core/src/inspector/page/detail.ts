import type { ActorFigures, Quantiles } from '../frame.ts'
import { Chart } from './chart.ts'
import { element, pair, set, write } from './dom.ts'
import type { History } from './history.ts'
import { stateOf } from './tree.ts'
import { duration, idOf, nothing, rate, short, size } from './words.ts'

/** What the page can do to an actor. */
export type Command = 'crash' | 'restart'

const commands: readonly (readonly [Command, string, string])[] = [
  ['crash', 'Crash', 'end its life by force; its supervisor judges it'],
  ['restart', 'Restart', 'stop it in order and start it again'],
]

const facts = [
  ...['life', 'runs in', 'started in', 'restarts', 'last end', 'memory'],
  ...['ended', 'failed', 'dead letters', 'delivered again', 'in work', 'waiting'],
] as const

/** All that is known of the actor that is selected. */
export class Detail {
  readonly element = element('section', { class: 'panel detail', 'aria-label': 'Selected actor' })
  readonly #name = element('h2')
  readonly #path = element('small')
  readonly #state = element('span', { class: 'state' })
  readonly #buttons = element('div', { class: 'buttons', hidden: true })
  readonly #facts = Object.fromEntries(facts.map((name) => [name, element('dd')]))
  readonly #rate = new Figure('messages a second', ['rate'])
  readonly #latency = new Figure('latency: half, and 99 in 100', ['p99', 'p50'])
  readonly #waiting = new Figure('waiting in the mailbox', ['waiting'])
  readonly #split = new Split()
  #actor: string | undefined

  constructor(act: (command: Command, path: string) => void) {
    for (const [command, words, title] of commands) {
      const button = element('button', { type: 'button', class: command, title }, words)
      button.addEventListener('click', () => this.#actor !== undefined && act(command, this.#actor))
      this.#buttons.append(button)
    }
    this.element.append(
      element('header', {}, element('div', {}, this.#name, this.#path), this.#state),
      this.#buttons,
      element('dl', { class: 'facts' }, ...facts.map((name) => pair(name, this.#facts[name]!))),
      this.#split.element,
      this.#rate.element,
      this.#latency.element,
      this.#waiting.element,
    )
  }

  show(history: History, path: string | undefined, commanded: boolean): void {
    const figures = path === undefined ? undefined : history.figures(path)
    this.element.hidden = figures === undefined
    this.#actor = path
    if (figures === undefined) return
    const actor = figures.type === 'worker'
    write(this.#name, idOf(figures.path))
    write(this.#path, figures.path)
    write(this.#state, stateOf(figures))
    set(this.element, { 'data-status': figures.status, 'data-type': figures.type })
    this.#buttons.hidden = !commanded || !figures.path.includes('/')
    this.#buttons.querySelector<HTMLElement>('.crash')!.hidden = !actor
    this.#showFacts(figures)
    this.#split.show(figures)
    const { rates = [], p50 = [], p99 = [], waiting = [] } = history.courses.get(figures.path) ?? {}
    this.#rate.show([rates], (top) => `${rate(figures.rate)} now, ${rate(top)} at most`)
    this.#latency.show([p99, p50], (top) => `${duration(top)} at most`, 0.1)
    this.#waiting.show([waiting], (top) => `${short(figures.waiting)} now, ${short(top)} at most`)
    for (const { element } of [this.#rate, this.#latency, this.#waiting]) element.hidden = !actor
  }

  #showFacts(figures: ActorFigures): void {
    const { kind, pid, life, started, lastExit, memory } = figures
    const process = pid === undefined ? '' : `, process ${pid}`
    const words: Record<(typeof facts)[number], string> = {
      life: life === 0 ? nothing : String(life),
      'runs in': kind === undefined ? nothing : `${kind}${process}`,
      'started in': duration(started),
      restarts: String(figures.restarts),
      'last end': lastExit ?? 'none',
      memory: size(memory),
      ended: short(figures.ended),
      failed: short(figures.failed),
      'dead letters': short(figures.deadLetters),
      'delivered again': short(figures.redelivered),
      'in work': short(figures.inWork),
      waiting: short(figures.waiting),
    }
    for (const name of facts) {
      write(this.#facts[name]!, words[name])
      this.#facts[name]!.title = words[name]
    }
  }
}

/** A chart with a caption that says what its numbers are. */
class Figure {
  readonly element: HTMLElement
  readonly #chart: Chart
  readonly #note = element('span')

  constructor(title: string, series: readonly string[]) {
    this.#chart = new Chart(series, title)
    const caption = element('figcaption', {}, element('b', {}, title), this.#note)
    this.element = element('figure', {}, caption, this.#chart.element)
  }

  show(series: readonly number[][], note: (top: number) => string, least = 1): void {
    this.#chart.show(series, least)
    write(this.#note, note(Math.max(0, ...series.flat())))
  }
}

/** How much of the latency is waiting and how much is computing. */
class Split {
  readonly element: HTMLElement
  readonly #bars: Record<keyof Quantiles, HTMLElement[]>

  constructor() {
    const bar = (): HTMLElement[] => [
      element('i', { class: 'queue' }),
      element('i', { class: 'compute' }),
      element('span'),
    ]
    this.#bars = { p50: bar(), p99: bar() }
    const line = (name: keyof Quantiles): HTMLElement => {
      const [queue, compute, words] = this.#bars[name]
      const whole = element('div', { class: 'bar' }, queue!, compute!)
      return element('div', { class: 'split-line' }, element('b', {}, name), whole, words!)
    }
    this.element = element(
      'div',
      { class: 'split' },
      element(
        'p',
        {},
        element('span', { class: 'key queue' }, 'queue and crossing'),
        element('span', { class: 'key compute' }, 'compute'),
      ),
      line('p50'),
      line('p99'),
    )
  }

  show({ queue, compute }: ActorFigures): void {
    this.element.hidden = queue === undefined || compute === undefined
    if (queue === undefined || compute === undefined) return
    for (const name of ['p50', 'p99'] as const) {
      const [before, within, words] = this.#bars[name]
      const whole = queue[name] + compute[name]
      before!.style.width = `${(100 * queue[name]) / whole}%`
      within!.style.width = `${(100 * compute[name]) / whole}%`
      write(words!, `${duration(queue[name])} + ${duration(compute[name])}`)
    }
  }
}
