import type { InspectorFrame } from '../frame.ts'
import { type Command, Detail } from './detail.ts'
import { element, write } from './dom.ts'
import { History } from './history.ts'
import { NewsList } from './news-list.ts'
import { style } from './style.ts'
import { Tiles } from './tiles.ts'
import { Timeline } from './timeline.ts'
import { TreeView } from './tree.ts'

/**
 * A tree of actors as it lives: states, rates, latencies, mailboxes, restarts and what happened.
 *
 * It shows frames, wherever they come from, and sends nothing. Its colours follow the page's
 * `color-scheme`.
 * @example
 * ```ts browser
 * import { actor, ask, child, memory, protocol, supervise } from '@troupe/core'
 * import { record } from '@troupe/core/inspector'
 * import { defineInspector } from '@troupe/core/inspector/page'
 *
 * const Echo = protocol('echo', { say: ask<string, string>() })
 * const echo = actor(Echo, () => ({ say: (words) => words }))
 * const app = await supervise({ children: { echo: child(Echo, memory(echo)) } })
 *
 * const inspector = defineInspector()
 * document.body.append(inspector)
 * const recording = record(app)
 * inspector.show(recording.frame())
 * inspector.shadowRoot!.querySelectorAll('tr[data-path]').length // => 2
 * await app.stop()
 * ```
 */
export class TroupeInspector extends HTMLElement {
  /** What its buttons do; without it there are none. A rejection is shown. */
  command: ((command: Command, path: string) => Promise<void>) | undefined
  readonly #tiles = new Tiles()
  readonly #tree = new TreeView((path) => this.#select(path))
  readonly #detail = new Detail((command, path) => void this.#act(command, path))
  readonly #timeline = new Timeline()
  readonly #news = new NewsList(() => this.#paint())
  readonly #problem = element('p', { class: 'problem', role: 'alert', hidden: true })
  #history = new History()
  #first: number | undefined
  #selected: string | undefined
  #painting = false

  constructor() {
    super()
    const root = this.attachShadow({ mode: 'open' })
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(style)
    root.adoptedStyleSheets = [sheet]
    const tree = element('section', { class: 'panel actors', 'aria-label': 'Actors' })
    tree.append(element('div', { class: 'scroll' }, this.#tree.element))
    root.append(
      this.#problem,
      this.#tiles.element,
      element(
        'div',
        { class: 'middle' },
        element('div', { class: 'column' }, tree, this.#timeline.element),
        this.#detail.element,
      ),
      this.#news.element,
    )
  }

  /** Shows what is to be seen now. Many in a row are painted once. */
  show(...frames: readonly InspectorFrame[]): void {
    for (const frame of frames) {
      this.#first ??= frame.at
      this.#history.add(frame)
    }
    this.#selected ??= this.#history.now?.actors.find(({ type }) => type === 'worker')?.path
    if (this.#history.times.length === frames.length) return this.#paint()
    if (this.#painting) return
    this.#painting = true
    requestAnimationFrame(() => {
      this.#painting = false
      this.#paint()
    })
  }

  /** Forgets what it showed. */
  clear(): void {
    this.#history = new History()
    this.#first = undefined
  }

  #paint(): void {
    const history = this.#history
    this.#tiles.show(history)
    this.#tree.show(history, this.#selected)
    this.#detail.show(history, this.#selected, this.command !== undefined)
    this.#timeline.show(history, this.#selected)
    this.#news.show(history, this.#first ?? 0, this.#selected)
  }

  #select(path: string): void {
    this.#selected = path
    this.#paint()
  }

  async #act(command: Command, path: string): Promise<void> {
    this.#problem.hidden = true
    try {
      await this.command?.(command, path)
    } catch (error) {
      write(this.#problem, error instanceof Error ? error.message : String(error))
      this.#problem.hidden = false
    }
  }
}

/**
 * Makes a {@link TroupeInspector}, which is defined as `<troupe-inspector>` from then on.
 * @example
 * ```ts browser
 * import { defineInspector } from '@troupe/core/inspector/page'
 *
 * defineInspector().localName // => 'troupe-inspector'
 * ```
 */
export function defineInspector(): TroupeInspector {
  const name = 'troupe-inspector'
  if (customElements.get(name) === undefined) customElements.define(name, TroupeInspector)
  return document.createElement(name) as TroupeInspector
}
