import { checkFunction } from '../argument.ts'
import type { InspectionEvent, Inspector, MessageCounter } from '../inspect.ts'
import { report, shielded } from './shielded.ts'

interface Listener {
  readonly inspector: Inspector
  /** Whether handlers are timed for it. */
  readonly measures: boolean
  /** How it hears of a message that ended well, if at all. */
  readonly hears: 'an event' | MessageCounter | undefined
}

/** Who hears what happens in a tree. */
export class Audience {
  #listeners: readonly Listener[] = []
  // Of those, who hears of each message that ended well. Walking these is a part of every message.
  #everyday: readonly Inspector[] = []
  #counters: readonly MessageCounter[] = []
  /** Whether anybody beside the log hears: handlers are timed. */
  measuring = false

  /** Whether a message that ended well is to be told as an event. */
  get everyday(): boolean {
    return this.#everyday.length > 0
  }

  log(inspector: Inspector, sparing: boolean): void {
    checkFunction('log', inspector, 'pass (event) => { ... }, or false for no log')
    this.#add({ inspector, measures: false, hears: sparing ? undefined : 'an event' })
  }

  inspect(inspector: Inspector, counter?: MessageCounter): () => void {
    checkFunction('inspect', inspector, 'pass (event) => { ... }')
    if (counter !== undefined)
      checkFunction('counter', counter, 'pass (path, milliseconds, compute) => { ... }')
    return this.#add({ inspector, measures: true, hears: counter ?? 'an event' })
  }

  #add(listener: Listener): () => void {
    this.#set([...this.#listeners, listener])
    return () => this.#set(this.#listeners.filter((one) => one !== listener))
  }

  #set(listeners: readonly Listener[]): void {
    this.#listeners = listeners
    this.#everyday = listeners.flatMap(({ inspector, hears }) =>
      hears === 'an event' ? [inspector] : [],
    )
    this.#counters = listeners.flatMap(({ hears }) => (typeof hears === 'function' ? [hears] : []))
    this.measuring = listeners.some(({ measures }) => measures)
  }

  publish(event: InspectionEvent): void {
    for (const { inspector } of this.#listeners) shielded(inspector, event)
  }

  /** A message ended well: for those who take an event for each of these. */
  publishEveryday(event: InspectionEvent): void {
    for (const inspector of this.#everyday) shielded(inspector, event)
  }

  /** A message ended well: for those who take its numbers. */
  count(path: string, milliseconds: number, compute: number | undefined): void {
    for (const counter of this.#counters) {
      // Written out: to hand three numbers on costs a list for each message.
      try {
        counter(path, milliseconds, compute)
      } catch (error) {
        report(error)
      }
    }
  }
}
