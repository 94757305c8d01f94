import type { ActorError } from '../errors.ts'
import type { Native } from '../isolate/native.ts'
import { type Chain, extend, type Waiter } from '../wire/chain.ts'
import type { Submission } from '../wire/destination.ts'
import type { Call } from './actor.ts'
import type { LineUp, Standing } from './line-up.ts'
import type { Turn } from './turns.ts'

/** For which call a handler runs, and who waits for that. */
export interface Origin {
  readonly chain: Chain | undefined
  readonly waiter: Waiter
}

/** Where a handler runs. */
export interface Around {
  readonly path: string
  /** Unique to this life; without it nobody is told who waits for whom. */
  readonly incarnation?: string
  readonly native: Native
  heartbeat(): void
}

/**
 * What a handler gets as its `call`: made for one message, its parts only on demand. To whoever sent
 * the message it is what can still be said of it.
 */
export class CallScope implements Call, Submission, Standing {
  line: LineUp<never> | undefined = undefined
  before: CallScope | undefined = undefined
  after: CallScope | undefined = undefined
  /** What a stream holds while it keeps others out. */
  turn: Turn | undefined = undefined
  readonly accepted = true
  readonly redelivered: number
  readonly #around: Around
  readonly #chain: Chain | undefined
  readonly #call: number | undefined
  /** Buffers that the handler wants to be moved into its next answer. */
  #moving: ArrayBuffer[] | undefined
  #controller: AbortController | undefined
  #reason: ActorError | undefined
  #onCancel: (() => void) | undefined

  constructor(
    redelivered: number,
    around: Around,
    chain: Chain | undefined,
    call: number | undefined,
  ) {
    this.redelivered = redelivered
    this.#around = around
    this.#chain = chain
    this.#call = call
  }

  get native(): Native {
    return this.#around.native
  }

  get heartbeat(): () => void {
    const around = this.#around
    return () => around.heartbeat()
  }

  get origin(): Origin | undefined {
    const { incarnation, path } = this.#around
    const call = this.#call
    if (incarnation === undefined || call === undefined) return undefined
    return { chain: this.#chain, waiter: [incarnation, path, call] }
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController()
    if (this.#reason !== undefined) this.#controller.abort(this.#reason)
    return this.#controller.signal
  }

  /** Who waits for what this handler asks. */
  get chain(): Chain | undefined {
    const { origin } = this
    return origin && extend(origin.chain, origin.waiter)
  }

  /** Why the caller gave up, once it has. */
  get reason(): ActorError | undefined {
    return this.#reason
  }

  get transfer(): (...buffers: ArrayBuffer[]) => void {
    return (...buffers) => void (this.#moving ??= []).push(...buffers)
  }

  cancel(reason: ActorError): void {
    if (this.#reason !== undefined) return
    this.#reason = reason
    this.#controller?.abort(reason)
    this.#onCancel?.()
  }

  /** Resolves when `something` does, or when the caller gives up. */
  orCancelled(something: Promise<void>): Promise<void> {
    if (this.#reason !== undefined) return Promise.resolve()
    return new Promise((resolve) => {
      this.#onCancel = resolve
      void something.then(resolve)
    })
  }

  /** Hands over what is to be moved, once. */
  takeMoving(): ArrayBuffer[] | undefined {
    const moving = this.#moving
    this.#moving = undefined
    return moving
  }

  /** An ask or a tell has no reader and no input. */
  credit(): void {}
  input(): void {}
  endInput(): void {}
}
