import { Lines } from './lines.ts'
import { share } from './turn-share.ts'

export type OutputStream = 'stdout' | 'stderr'

/** A look at the clock costs as much as a few lines. */
const stride = 16

export interface OutputEnds {
  hand(line: string, stream: OutputStream): void
  /** More lines are there than one turn may hand over, so that nothing should be read; or no more. */
  behind(behind: boolean): void
  /** Default: the time of this process. */
  now?(): number
}

/** Hands over the lines that an isolate prints, in order, and no more in one turn than it can bear. */
export class PacedOutput {
  readonly #ends: OutputEnds
  readonly #streams: Readonly<Record<OutputStream, Lines>>
  #waiting: [line: string, stream: OutputStream][] = []
  /** How many of them have been handed over. */
  #handed = 0
  /** When the share of this turn is used up. */
  #until: number | undefined
  #behind = false

  constructor(ends: OutputEnds) {
    this.#ends = ends
    const linesOf = (stream: OutputStream): Lines =>
      new Lines((line) => void this.#waiting.push([line, stream]))
    this.#streams = { stdout: linesOf('stdout'), stderr: linesOf('stderr') }
  }

  push(stream: OutputStream, chunk: Uint8Array): void {
    this.#streams[stream].push(chunk)
    this.#handOver()
  }

  /** Hands over all that is there and that comes, because little can come. */
  hurry(): void {
    this.#until = Infinity
    this.#handOver()
  }

  /** Nothing more comes: what follows the last line breaks are lines too. */
  end(): void {
    this.#streams.stdout.end()
    this.#streams.stderr.end()
    this.hurry()
  }

  #handOver(): void {
    const until = (this.#until ??= this.#begin())
    while (this.#handed < this.#waiting.length) {
      if (this.#handed % stride === 0 && this.#now() >= until) return this.#fall(true)
      this.#ends.hand(...this.#waiting[this.#handed++]!)
    }
    if (this.#handed > 0) this.#waiting = []
    this.#handed = 0
    this.#fall(false)
  }

  #begin(): number {
    setImmediate(() => {
      if (this.#until === Infinity) return
      this.#until = undefined
      if (this.#waiting.length > 0) this.#handOver()
    })
    return this.#now() + share
  }

  #now(): number {
    return this.#ends.now?.() ?? performance.now()
  }

  #fall(behind: boolean): void {
    if (this.#behind === behind) return
    this.#behind = behind
    this.#ends.behind(behind)
  }
}
