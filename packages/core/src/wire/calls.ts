import { CallTable } from './call-table.ts'

/**
 * The open calls of one direction, by id. Most lines have one at a time at most, and there may be
 * thousands of lines: it has a place of its own, and the others a table once there are any.
 */
export class Calls<Call> {
  #id = 0
  #only: Call | undefined
  #others: CallTable<Call> | undefined

  get size(): number {
    return (this.#only === undefined ? 0 : 1) + (this.#others?.size ?? 0)
  }

  add(id: number, call: Call): void {
    if (this.#only === undefined) {
      this.#id = id
      this.#only = call
    } else (this.#others ??= new CallTable<Call>()).add(id, call)
  }

  get(id: number): Call | undefined {
    return id === this.#id && this.#only !== undefined ? this.#only : this.#others?.get(id)
  }

  /** Takes it out. */
  take(id: number): Call | undefined {
    const only = this.#only
    if (id === this.#id && only !== undefined) {
      this.#only = undefined
      return only
    }
    return this.#others?.take(id)
  }

  /** Takes all of them out, in the order of their ids. */
  clear(): Call[] {
    const all = this.#others?.entries() ?? []
    if (this.#only !== undefined) all.push([this.#id, this.#only])
    this.#only = undefined
    this.#others = undefined
    return all.sort(([one], [other]) => (one - other) | 0).map(([, call]) => call)
  }
}
