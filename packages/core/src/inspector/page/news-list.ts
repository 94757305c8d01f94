import type { NewsItem } from '../frame.ts'
import { element } from './dom.ts'
import type { History } from './history.ts'

const most = 120

/** What happened, newest first, all of it or what concerns one actor and those below it. */
export class NewsList {
  readonly element = element('section', { class: 'panel news', 'aria-label': 'What happened' })
  readonly #list = element('ol', { tabindex: 0, 'aria-label': 'What happened, newest first' })
  readonly #only = element('input', { type: 'checkbox', role: 'switch' })
  #shown = ''

  constructor(changed: () => void) {
    const only = element('label', {}, this.#only, element('span', {}, 'of the selected one only'))
    this.#only.addEventListener('change', changed)
    this.element.append(element('header', {}, element('h2', {}, 'What happened'), only), this.#list)
  }

  show({ news }: History, first: number, selected: string | undefined): void {
    const path = this.#only.checked ? selected : undefined
    const own = path === undefined ? news : news.filter((item) => isBelow(item.path, path))
    const items = own.slice(-most).reverse()
    const shown = `${path} ${own.length} ${items[0]?.at} ${items[0]?.words}`
    if (shown === this.#shown) return
    this.#shown = shown
    this.#list.replaceChildren(
      ...(items.length > 0
        ? items.map((item) => lineOf(item, first))
        : [element('li', { class: 'none' }, 'Nothing out of the ordinary.')]),
    )
  }
}

function isBelow(path: string, top: string): boolean {
  return path === top || path.startsWith(`${top}/`)
}

function lineOf({ at, path, tone, words, times }: NewsItem, first: number): HTMLLIElement {
  return element(
    'li',
    { 'data-tone': tone },
    element('time', {}, `${((at - first) / 1_000).toFixed(2)} s`),
    element('b', {}, path),
    element('span', {}, words, ...(times === undefined ? [] : [element('i', {}, `× ${times}`)])),
  )
}
