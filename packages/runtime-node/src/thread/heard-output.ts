import { type OutputEnds, PacedOutput } from '../paced-output.ts'
import type { ThreadOutput } from './seed.ts'
import { giveRoom, lanes, type Unheard, weightOf } from './unheard.ts'

/** What a thread prints, in the app: makes room for more as it hands over the lines. */
export class HeardOutput {
  readonly #unheard: Unheard
  readonly #paced: PacedOutput
  /** What has come and is not handed over. */
  #weight = 0
  #behind = false

  constructor(unheard: Unheard, hand: OutputEnds['hand']) {
    this.#unheard = unheard
    this.#paced = new PacedOutput({
      hand,
      behind: (behind) => {
        this.#behind = behind
        this.#makeRoom()
      },
    })
  }

  take(output: ThreadOutput): void {
    this.#weight += weightOf(output.text)
    this.#paced.push(output.stream, output.text)
    this.#makeRoom()
  }

  #makeRoom(): void {
    if (this.#behind || this.#weight === 0) return
    giveRoom(this.#unheard, lanes.output, this.#weight)
    this.#weight = 0
  }

  /** The thread is gone; before its own output was redirected, Node may have written `rest`. */
  end(rest: Record<ThreadOutput['stream'], Uint8Array | null>): void {
    for (const stream of ['stdout', 'stderr'] as const)
      if (rest[stream] !== null) this.#paced.push(stream, rest[stream])
    this.#paced.end()
  }
}
