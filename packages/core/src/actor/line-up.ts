/**
 * Things in the order in which they came, that may leave from anywhere. A set alone would do, but
 * it keeps gaps where things left, and whoever looks for its first one passes over all of them.
 */
export class LineUp<Item> {
  #items: Set<Item>
  #first: Item | undefined
  /** Stands behind `#first`: all before it has left. */
  #rest: Iterator<Item> | undefined

  constructor(items: Iterable<Item> = []) {
    this.#items = new Set(items)
  }

  get size(): number {
    return this.#items.size
  }

  get first(): Item | undefined {
    if (this.#first !== undefined || this.#items.size === 0) return this.#first
    return (this.#first = (this.#rest ??= this.#items.values()).next().value)
  }

  add(item: Item): void {
    this.#items.add(item)
  }

  /** Whether it was there. */
  delete(item: Item): boolean {
    if (!this.#items.delete(item)) return false
    if (item === this.#first) this.#first = undefined
    if (this.#items.size === 0) this.#rest = undefined
    return true
  }

  [Symbol.iterator](): Iterator<Item> {
    return this.#items.values()
  }
}
