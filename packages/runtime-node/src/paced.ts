import { TurnShare } from './turn-share.ts'

export interface PacedOptions<Item> {
  hand(item: Item): void
  /** So many take no time that is worth a look at the clock. */
  readonly stride: number
  /** More is there than one turn may bear, so that nothing should be read; or no more. Default: nobody is told. */
  behind?(behind: boolean): void
  /** Default: the time of this process. */
  now?(): number
}

/** Hands over what an isolate sends, in order, and no more in one turn than the app can bear. */
export class Paced<Item> {
  readonly #options: PacedOptions<Item>
  readonly #turn: TurnShare
  readonly #goOn = (): void => this.#handOver()
  #waiting: Item[] = []
  /** How many of them have been handed over. */
  #handed = 0
  /** Whether what comes has to wait for a later turn. */
  #behind = false
  #hurries = false
  #drained = (): void => {}

  constructor(options: PacedOptions<Item>) {
    this.#options = options
    this.#turn = new TurnShare(options.stride, options.now)
  }

  take(item: Item): void {
    if (this.#behind) return void this.#waiting.push(item)
    this.#options.hand(item)
    if (!this.#turn.spent() || this.#hurries) return
    this.#fall(true)
    setImmediate(this.#goOn)
  }

  /** Hands over all that is there and that comes, because little can come. */
  hurry(): void {
    this.#hurries = true
    this.#handOver()
  }

  /** Resolves when all that has come is handed over. */
  drained(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#behind) this.#drained = resolve
      else resolve()
    })
  }

  #handOver(): void {
    if (!this.#behind) return
    while (this.#handed < this.#waiting.length) {
      this.#options.hand(this.#waiting[this.#handed++]!)
      if (this.#turn.spent() && !this.#hurries) return void setImmediate(this.#goOn)
    }
    this.#waiting = []
    this.#handed = 0
    this.#fall(false)
    this.#drained()
  }

  #fall(behind: boolean): void {
    this.#behind = behind
    this.#options.behind?.(behind)
  }
}
