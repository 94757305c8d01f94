import type { InspectionEvent, Inspector } from '../inspect.ts'

/** Who hears what happens in a tree. */
export class Audience {
  readonly #inspectors = new Set<Inspector>()
  readonly #logs = new Set<Inspector>()
  /** Whether a log wants the messages that ended well. */
  #curious = false

  get measuring(): boolean {
    return this.#inspectors.size > 0
  }

  get everyday(): boolean {
    return this.#curious || this.measuring
  }

  log(inspector: Inspector, sparing: boolean): void {
    this.#logs.add(inspector)
    this.#curious ||= !sparing
  }

  inspect(inspector: Inspector): () => void {
    this.#inspectors.add(inspector)
    return () => this.#inspectors.delete(inspector)
  }

  publish(event: InspectionEvent): void {
    for (const log of this.#logs) shielded(log, event)
    for (const inspector of this.#inspectors) shielded(inspector, event)
  }
}

/** Who only watches must not be able to break what it watches. */
function shielded(inspector: Inspector, event: InspectionEvent): void {
  try {
    inspector(event)
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}
