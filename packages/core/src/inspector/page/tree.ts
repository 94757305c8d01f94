import type { ActorFigures } from '../frame.ts'
import { Chart } from './chart.ts'
import { element, set, write } from './dom.ts'
import type { History } from './history.ts'
import { duration, idOf, rate, short, size } from './words.ts'

const columns: readonly (readonly [name: string, title: string])[] = [
  ['actor', 'Actor'],
  ['state', 'State'],
  ['rate', 'Msg/s'],
  ['p50', 'p50'],
  ['p99', 'p99'],
  ['work', 'In work'],
  ['waiting', 'Waiting'],
  ['restarts', 'Restarts'],
  ['memory', 'Memory'],
]

/** The tree as a grid that arrow keys move in. */
export class TreeView {
  readonly element: HTMLTableElement
  readonly #body = element('tbody')
  readonly #rows = new Map<string, Row>()
  readonly #folded = new Set<string>()
  readonly #select: (path: string) => void
  #selected: string | undefined
  #history: History | undefined

  constructor(select: (path: string) => void) {
    this.#select = select
    const heads = columns.map(([name, title]) =>
      element('th', { scope: 'col', class: name }, title),
    )
    this.element = element(
      'table',
      { class: 'tree', role: 'treegrid', 'aria-label': 'Actors' },
      element('thead', {}, element('tr', {}, ...heads)),
      this.#body,
    )
    this.#body.addEventListener('keydown', (event) => this.#onKey(event))
    this.#body.addEventListener('click', ({ target }) => {
      const path = (target as Element).closest('tr')?.dataset['path']
      if (path === undefined) return
      if ((target as Element).closest('.fold') !== null) this.#fold(path, !this.#folded.has(path))
      this.#move(path)
    })
  }

  show(history: History, selected: string | undefined): void {
    this.#history = history
    this.#selected = selected
    const actors = history.now?.actors ?? []
    const base = actors[0]?.path.split('/').length ?? 1
    const shown = actors.filter(({ path }) => !this.#isHidden(path))
    const paths = new Set(shown.map(({ path }) => path))
    for (const [path, row] of this.#rows) {
      if (paths.has(path)) continue
      row.element.remove()
      this.#rows.delete(path)
    }
    shown.forEach((figures, place) => {
      const { path } = figures
      const row = this.#rows.get(path) ?? new Row(path, path.split('/').length - base + 1)
      this.#rows.set(path, row)
      if (this.#body.children[place] !== row.element)
        this.#body.insertBefore(row.element, this.#body.children[place] ?? null)
      const parent = actors.some((other) => other.path.startsWith(`${path}/`))
      row.show(figures, history.courses.get(path)?.rates ?? [])
      row.mark(path === selected, parent ? !this.#folded.has(path) : undefined)
    })
  }

  #isHidden(path: string): boolean {
    return [...this.#folded].some((folded) => path.startsWith(`${folded}/`))
  }

  #fold(path: string, folded: boolean): void {
    if (folded) this.#folded.add(path)
    else this.#folded.delete(path)
    if (this.#history !== undefined) this.show(this.#history, this.#selected)
  }

  #move(path: string | undefined): void {
    if (path === undefined) return
    this.#select(path)
    this.#rows.get(path)?.element.focus()
  }

  #onKey(event: KeyboardEvent): void {
    const path = (event.target as Element).closest('tr')?.dataset['path']
    if (path === undefined) return
    const order = [...this.#body.children].map((row) => (row as HTMLElement).dataset['path']!)
    const place = order.indexOf(path)
    const steps: Record<string, () => void> = {
      ArrowDown: () => this.#move(order[place + 1]),
      ArrowUp: () => this.#move(order[place - 1]),
      Home: () => this.#move(order[0]),
      End: () => this.#move(order.at(-1)),
      ArrowRight: () => this.#fold(path, false),
      ArrowLeft: () =>
        this.#rows.get(path)!.isOpen
          ? this.#fold(path, true)
          : this.#move(order.find((other) => other === path.slice(0, path.lastIndexOf('/')))),
    }
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    step()
  }
}

/** One line of the tree. */
class Row {
  readonly element: HTMLTableRowElement
  readonly #cells: Record<string, HTMLElement>
  readonly #chart: Chart
  readonly #kind = element('small', { class: 'kind' })
  readonly #rate = element('span')
  readonly #state = element('span', { class: 'state' })

  constructor(path: string, level: number) {
    this.#chart = new Chart(['rate'], 'messages a second', 60)
    this.#cells = Object.fromEntries(
      columns.map(([name]) => [name, element('td', { class: name, role: 'gridcell' })]),
    )
    this.element = element('tr', {
      ...{ role: 'row', 'data-path': path, 'aria-level': level, tabindex: -1 },
    })
    this.element.style.setProperty('--level', String(level - 1))
    this.element.append(...Object.values(this.#cells))
    const fold = element('span', { class: 'fold', 'aria-hidden': 'true' })
    this.#cells['actor']!.append(fold, element('b', {}, idOf(path)), this.#kind)
    this.#cells['state']!.append(this.#state)
    this.#cells['rate']!.append(this.#chart.element, this.#rate)
  }

  get isOpen(): boolean {
    return this.element.ariaExpanded === 'true'
  }

  mark(selected: boolean, open: boolean | undefined): void {
    set(this.element, {
      'aria-selected': String(selected),
      'aria-expanded': open === undefined ? false : String(open),
      tabindex: selected ? 0 : -1,
    })
  }

  show(figures: ActorFigures, rates: readonly number[]): void {
    const { status, type, total, inWork, waiting, restarts, memory } = figures
    const actor = type === 'worker'
    set(this.element, { 'data-status': status, 'data-type': type })
    write(this.#kind, actor ? (figures.kind ?? '') : 'supervisor')
    write(this.#state, stateOf(figures))
    write(this.#rate, actor ? rate(figures.rate) : '')
    this.#chart.element.classList.toggle('none', !actor)
    if (actor) this.#chart.show([rates])
    const say = (name: string, words: string, tone = ''): void => {
      write(this.#cells[name]!, words)
      set(this.#cells[name]!, { 'data-tone': tone })
    }
    say('p50', actor ? duration(total?.p50) : '')
    say('p99', actor ? duration(total?.p99) : '')
    say('work', actor ? short(inWork) : '')
    say('waiting', actor ? short(waiting) : '', waiting > 0 ? 'warn' : '')
    say('restarts', actor || restarts > 0 ? short(restarts) : '', restarts > 0 ? 'bad' : '')
    say('memory', memory === undefined ? '' : size(memory))
  }
}

/** What it does now, in a word or two. */
export function stateOf({ status, progress }: ActorFigures): string {
  const share = progress?.share
  if (status !== 'starting' && status !== 'restarting') return status
  return share === undefined ? status : `${status} ${Math.round(100 * share)} %`
}
