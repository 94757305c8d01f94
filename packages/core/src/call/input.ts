import type { Turn } from '../actor/turns.ts'
import { Allowance, streamWindow } from './credit.ts'

interface Arrived {
  readonly item: unknown
  readonly bytes: number
}

/**
 * The incoming items of a duplex, as the handler reads them. While it waits for the next one,
 * other messages may have the actor.
 */
export class InputItems implements AsyncIterableIterator<unknown> {
  readonly #turn: Pick<Turn, 'without'>
  readonly #grant: (items: number) => void
  readonly #allowance = new Allowance()
  readonly #items: Arrived[] = []
  #end: { error?: unknown } | undefined
  #wake: (() => void) | undefined
  /** Reads come one after the other, however many are asked for at a time. */
  #reading: Promise<unknown> = Promise.resolve()

  constructor(turn: Pick<Turn, 'without'>, grant: (items: number) => void) {
    this.#turn = turn
    this.#grant = grant
  }

  /** Lets the caller send. */
  open(): void {
    this.#grant(streamWindow)
  }

  /** Takes an item of so many bytes, or the promise of one whose check goes on. */
  push(item: unknown, bytes: number): void {
    if (this.#end !== undefined) return
    if (item instanceof Promise) item.catch(() => {})
    this.#items.push({ item, bytes })
    this.#wake?.()
  }

  /** No more items come; with an error, reading past the last one throws it. */
  end(end: { error?: unknown } = {}): void {
    this.#end ??= end
    this.#wake?.()
  }

  next(): Promise<IteratorResult<unknown>> {
    const read = this.#reading.then(() => this.#read())
    this.#reading = read.catch(() => {})
    return read
  }

  async #read(): Promise<IteratorResult<unknown>> {
    if (this.#items.length === 0 && this.#end === undefined) {
      this.#grantMore(this.#allowance.waits())
      await this.#turn.without(this.#arrival())
    }
    const arrived = this.#items.shift()
    if (arrived !== undefined) {
      this.#grantMore(this.#allowance.consumed(arrived.bytes))
      return { done: false, value: await arrived.item }
    }
    const end = this.#end!
    if ('error' in end) throw end.error
    return { done: true, value: undefined }
  }

  #grantMore(items: number): void {
    if (items > 0) this.#grant(items)
  }

  return(): Promise<IteratorResult<unknown>> {
    this.#items.length = 0
    this.end()
    return Promise.resolve({ done: true, value: undefined })
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async #arrival(): Promise<void> {
    while (this.#items.length === 0 && this.#end === undefined) {
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }
}
