import type { ActorError } from '../errors.ts'
import { type Chain, waitingIn } from '../wire/chain.ts'
import type { CallScope } from './call-scope.ts'
import { LineUp } from './line-up.ts'
import type { Turn } from './turns.ts'

/** What an actor has in its work: who holds a turn, who waits, and when nothing is left. */
export class InWork {
  readonly #open = new LineUp<CallScope>()
  readonly #rest: ((resting: boolean) => void) | undefined
  #resting = 0
  #idle: (() => void) | undefined

  /** @param rest Told whether all that is in work waits for its readers or for input. */
  constructor(rest?: (resting: boolean) => void) {
    this.#rest = rest
  }

  /** @param turn That of a stream, which it gives away now and then. */
  enter(scope: CallScope, turn?: Turn): void {
    scope.turn = turn
    this.#open.add(scope)
    this.#tellRest()
  }

  leave(scope: CallScope): void {
    this.#open.delete(scope)
    this.#tellRest()
    if (this.#open.size === 0) this.#idle?.()
  }

  /** Waits for what only others can bring: that is no stall. */
  async rested<T>(waiting: Promise<T>): Promise<T> {
    this.#resting++
    this.#tellRest()
    try {
      return await waiting
    } finally {
      this.#resting--
      this.#tellRest()
    }
  }

  #tellRest(): void {
    this.#rest?.(this.#resting > 0 && this.#resting >= this.#open.size)
  }

  /** Who waits for what is asked now, where only one handler can be the one that asks. */
  get chain(): Chain | undefined {
    const [only, another] = this.#holders()
    return another === undefined ? only?.chain : undefined
  }

  /** How many turns are held by those of this life that wait for the end of the chain. */
  blocking(chain: Chain, incarnation: string): number {
    const calls = waitingIn(chain, incarnation)
    if (calls.length === 0) return 0
    return [...this.#holders()].filter(({ origin }) => calls.includes(origin!.waiter[2])).length
  }

  /** Those that have a turn, and so keep others out. */
  *#holders(): Generator<CallScope> {
    for (const scope of this.#open) if (scope.turn === undefined || scope.turn.held) yield scope
  }

  /** Ends live streams, and resolves when nothing is in work. */
  async end(reason: ActorError): Promise<void> {
    for (const scope of this.#open) if (scope.turn !== undefined) scope.cancel(reason)
    if (this.#open.size > 0) await new Promise<void>((resolve) => (this.#idle = resolve))
  }
}
