import type { ActorError } from '../errors.ts'
import { decode, type Encoded } from '../wire/codec.ts'
import { cancelled, encodeFor, submit, type Target } from './caller.ts'
import type { Given } from './given.ts'
import { WatchedCall } from './watched-call.ts'

/** Sends an ask; the promise settles with the answer, a refusal, a cancel, the deadline or the exit. */
export function sendAsk(target: Target, input: unknown, options: Given = {}): Promise<unknown> {
  return new Promise((resolve, reject) => {
    if (options.signal?.aborted === true) throw cancelled(target, options.signal.reason)
    const payload = encodeFor(target, input, options)
    submit(target, payload, options, new AskCall(target, resolve, reject), target.caller.deadline)
  })
}

class AskCall extends WatchedCall {
  readonly #resolve: (answer: unknown) => void
  readonly #reject: (error: unknown) => void

  constructor(
    target: Target,
    resolve: (answer: unknown) => void,
    reject: (error: unknown) => void,
  ) {
    super(target)
    this.#resolve = resolve
    this.#reject = reject
  }

  protected override onReply(answer: Encoded): void {
    let value: unknown
    try {
      value = decode(answer, this.target.caller.refs)
    } catch (error) {
      return this.#reject(error)
    }
    this.#resolve(value)
  }

  protected override onFail(error: ActorError): void {
    this.#reject(error)
  }
}
