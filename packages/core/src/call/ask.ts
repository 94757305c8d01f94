import type { ActorError } from '../errors.ts'
import { decode, type Encoded } from '../wire/codec.ts'
import { cancelled, encodeFor, submit, type Target } from './caller.ts'
import { type Given, none } from './given.ts'
import { WatchedCall } from './watched-call.ts'

/** Sends an ask; the promise settles with the answer, a refusal, a cancel, the deadline or the exit. */
export function sendAsk(target: Target, input: unknown, options: Given = none): Promise<unknown> {
  const call = new AskCall(target)
  try {
    if (options.signal?.aborted === true) throw cancelled(target, options.signal.reason)
    const payload = encodeFor(target, input, options)
    submit(target, payload, options, call, target.caller.deadline)
  } catch (error) {
    call.refuse(error)
  }
  return call.answer
}

type Settle = (outcome: unknown) => void

const unset: Settle = () => {}
/** What settles the promise that is being made. */
let resolving = unset
let rejecting = unset

/** One for all promises: a closure for each would be an object more for each ask. */
function take(resolve: Settle, reject: Settle): void {
  resolving = resolve
  rejecting = reject
}

class AskCall extends WatchedCall {
  readonly answer = new Promise<unknown>(take)
  readonly #resolve = resolving
  readonly #reject = rejecting

  constructor(target: Target) {
    super(target)
    // The last one would keep its answer alive.
    resolving = unset
    rejecting = unset
  }

  refuse(error: unknown): void {
    this.#reject(error)
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
