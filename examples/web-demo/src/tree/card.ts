import type { Fault } from '../workers/fault.ts'
import { element, write } from '../page/dom.ts'
import { duration } from '../page/words.ts'
import { actorFacts, type ActorId } from './actors.ts'
import { type ActorRecord, type ActorState, type Ending, median } from './record.ts'

const states: Readonly<Record<ActorState, string>> = {
  starting: 'starting',
  ready: 'ready',
  down: 'down',
  stopped: 'stopped',
}

const endings: Readonly<Record<Ending, string>> = {
  answered: 'answered',
  again: 'answered at a second delivery',
  refused: 'refused by the actor',
  withdrawn: 'taken back by the page',
  resumed: 'a stream that was opened again',
  lost: 'lost',
}

const faults: readonly (readonly [Fault, string, string])[] = [
  ['crash', 'Crash', 'throw an error that nobody catches'],
  ['hang', 'Hang', 'loop for ever'],
  ['kill', 'Kill', 'terminate the worker'],
]

/** What the tree shows of one actor. */
export class Card {
  readonly element: HTMLLIElement
  readonly #id: ActorId
  readonly #state = element('span', { class: 'state' })
  readonly #figures = {
    life: element('dd'),
    restarts: element('dd'),
    working: element('dd'),
    waiting: element('dd'),
    last: element('dd'),
    median: element('dd'),
  }
  readonly #dots = element('span', { class: 'dots', role: 'img' })
  readonly #note = element('span', { class: 'note' })
  readonly #progress = element('progress', { max: 1, hidden: true })

  constructor(id: ActorId, strike: (fault: Fault) => void) {
    const { name, task } = actorFacts[id]
    this.#id = id
    this.element = element(
      'li',
      { class: 'card', 'data-actor': id },
      element(
        'div',
        { class: 'card-head' },
        element('h3', {}, name),
        element('span', { class: 'task' }, task),
        this.#state,
      ),
      this.#list(),
      element('div', { class: 'card-life' }, this.#progress, this.#dots, this.#note),
      element(
        'div',
        { class: 'faults', role: 'group', 'aria-label': `Break ${name}` },
        ...buttons(),
      ),
    )
    this.#progress.setAttribute('aria-label', `${name}: start`)

    function buttons(): HTMLButtonElement[] {
      return faults.map(([fault, words, title]) => {
        const label = `${words} ${name}: ${title}`
        const button = element('button', {
          type: 'button',
          class: fault,
          title,
          'aria-label': label,
        })
        button.append(words)
        button.addEventListener('click', () => strike(fault))
        return button
      })
    }
  }

  #list(): HTMLDListElement {
    const { life, restarts, working, waiting, last, median } = this.#figures
    const pair = (term: string, value: HTMLElement): HTMLElement =>
      element('div', {}, element('dt', {}, term), value)
    return element(
      'dl',
      { class: 'figures' },
      pair('life', life),
      pair('restarts', restarts),
      pair('in work', working),
      pair('mailbox', waiting),
      pair('last', last),
      pair('p50', median),
    )
  }

  show(record: ActorRecord): void {
    this.element.dataset['state'] = record.state
    write(
      this.#state,
      record.state === 'starting' && record.life > 1 ? 'restarting' : states[record.state],
    )
    const { concurrency } = actorFacts[this.#id]
    const working = record.state === 'ready' ? Math.min(record.inFlight, concurrency) : 0
    this.element.dataset['busy'] = String(record.inFlight > 0)
    write(this.#figures.life, String(record.life))
    write(this.#figures.restarts, String(record.restarts))
    write(this.#figures.working, String(working))
    write(this.#figures.waiting, String(record.inFlight - working))
    write(this.#figures.last, duration(record.latencies.at(-1)))
    write(this.#figures.median, duration(median(record.latencies)))
    this.#showDots(record)
    this.#showProgress(record)
    const note = noteOf(record)
    write(this.#note, note)
    if (this.#note.title !== note) this.#note.title = note
  }

  #showDots({ endings: ended, inFlight }: ActorRecord): void {
    const open = Math.min(inFlight, 12)
    const kinds = [...ended.slice(open), ...Array.from({ length: open }, () => 'open' as const)]
    const now = kinds.join(' ')
    if (this.#dots.dataset['now'] === now) return
    this.#dots.dataset['now'] = now
    this.#dots.replaceChildren(
      ...kinds.map((kind) =>
        element('i', { class: kind, title: kind === 'open' ? 'in flight' : endings[kind] }),
      ),
    )
    const again = ended.filter((kind) => kind === 'again').length
    this.#dots.ariaLabel = `${inFlight} in flight; of the last ${ended.length}, ${again} were answered at a second delivery`
  }

  #showProgress({ state, progress }: ActorRecord): void {
    const hidden = state !== 'starting'
    if (this.#progress.hidden !== hidden) this.#progress.hidden = hidden
    if (hidden) return
    const { done = 0, total = 1 } = progress ?? {}
    this.#progress.value = done / Math.max(1, total)
  }
}

function noteOf({ state, progress, lastExit, restarts, lastStart }: ActorRecord): string {
  if (state === 'starting')
    return progress?.phase ?? (restarts > 0 ? `after: ${lastExit}` : 'worker starts')
  if (state === 'down') return `ended: ${lastExit}`
  const back = duration(lastStart)
  return restarts === 0 ? `started in ${back}` : `back in ${back} after: ${lastExit}`
}
