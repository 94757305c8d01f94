/** What can stand in a line: where it stands is noted on itself, so that nothing is made for it. */
export interface Standing {
  line?: LineUp<never> | undefined
  before?: Standing | undefined
  after?: Standing | undefined
}

/** Things in the order in which they came, that may leave from anywhere. One stands in one line at most. */
export class LineUp<Item extends Standing> {
  #first: Item | undefined
  #last: Item | undefined
  #size = 0

  constructor(items: Iterable<Item> = []) {
    for (const item of items) this.add(item)
  }

  get size(): number {
    return this.#size
  }

  get first(): Item | undefined {
    return this.#first
  }

  add(item: Item): void {
    const last = this.#last
    item.line = this as unknown as LineUp<never>
    item.before = last
    item.after = undefined
    if (last === undefined) this.#first = item
    else last.after = item
    this.#last = item
    this.#size++
  }

  /** Whether it was there. */
  delete(item: Item): boolean {
    if (item.line !== (this as unknown as LineUp<never>)) return false
    const before = item.before as Item | undefined
    const after = item.after as Item | undefined
    if (before === undefined) this.#first = after
    else before.after = after
    if (after === undefined) this.#last = before
    else after.before = before
    item.line = undefined
    item.before = undefined
    item.after = undefined
    this.#size--
    return true
  }

  *[Symbol.iterator](): Generator<Item> {
    let item = this.#first
    while (item !== undefined) {
      const after = item.after as Item | undefined
      yield item
      item = after
    }
  }
}
