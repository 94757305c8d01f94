import { type OutputEnds, PacedOutput } from '../paced-output.ts'
import type { ThreadOutput } from './seed.ts'
import { type Unheard, weightOf } from './unheard.ts'

/** What a thread prints, in the app: makes room for more as it hands over the lines. */
export class HeardOutput {
  readonly unheard: Unheard = new Int32Array(new SharedArrayBuffer(4))
  readonly #paced: PacedOutput
  /** What has come and is not handed over. */
  #weight = 0
  #behind = false

  constructor(hand: OutputEnds['hand']) {
    this.#paced = new PacedOutput({
      hand,
      behind: (behind) => {
        this.#behind = behind
        this.#makeRoom()
      },
    })
  }

  take(output: ThreadOutput): void {
    this.#weight += weightOf(output)
    this.#paced.push(output.stream, output.text)
    this.#makeRoom()
  }

  #makeRoom(): void {
    if (this.#behind || this.#weight === 0) return
    Atomics.sub(this.unheard, 0, this.#weight)
    this.#weight = 0
    Atomics.notify(this.unheard, 0)
  }

  /** The thread is gone; before its own output was redirected, Node may have written `rest`. */
  end(rest: Record<ThreadOutput['stream'], Uint8Array | null>): void {
    for (const stream of ['stdout', 'stderr'] as const)
      if (rest[stream] !== null) this.#paced.push(stream, rest[stream])
    this.#paced.end()
  }
}
