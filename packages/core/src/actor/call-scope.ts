import type { ActorError } from '../errors.ts'
import type { Native } from '../isolate/native.ts'
import { type Chain, extend, type Waiter } from '../wire/chain.ts'
import type { Call } from './actor.ts'

/** For which call a handler runs, and who waits for that. */
export interface Origin {
  readonly chain: Chain | undefined
  readonly waiter: Waiter
}

/** What a handler gets as its `call`: made for one message, its signal only on demand. */
export class CallScope implements Call {
  readonly redelivered: number
  readonly native: Native
  readonly heartbeat: () => void
  readonly origin: Origin | undefined
  /** Buffers that the handler wants to be moved into its next answer. */
  moving: ArrayBuffer[] = []
  #controller: AbortController | undefined
  #reason: ActorError | undefined
  #onCancel: (() => void) | undefined

  constructor(redelivered: number, native: Native, heartbeat: () => void, origin?: Origin) {
    this.redelivered = redelivered
    this.native = native
    this.heartbeat = heartbeat
    this.origin = origin
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController()
    if (this.#reason !== undefined) this.#controller.abort(this.#reason)
    return this.#controller.signal
  }

  /** Who waits for what this handler asks. */
  get chain(): Chain | undefined {
    return this.origin && extend(this.origin.chain, this.origin.waiter)
  }

  /** Why the caller gave up, once it has. */
  get reason(): ActorError | undefined {
    return this.#reason
  }

  transfer = (...buffers: ArrayBuffer[]): void => {
    this.moving.push(...buffers)
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
  takeMoving(): ArrayBuffer[] {
    const { moving } = this
    this.moving = []
    return moving
  }
}
