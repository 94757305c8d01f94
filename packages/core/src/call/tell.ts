import type { SendOptions } from '../actor/ref.ts'
import type { ActorError } from '../errors.ts'
import { cancelled, encodeFor, requestOf, submit, type Target } from './caller.ts'
import { WatchedCall } from './watched-call.ts'

const unheard = { deaf: true, reply() {}, fail() {}, item() {}, end() {}, inputCredit() {} }

class AcceptedCall extends WatchedCall {
  readonly #resolve: () => void
  readonly #reject: (error: ActorError) => void

  constructor(target: Target, resolve: () => void, reject: (error: ActorError) => void) {
    super(target, true)
    this.#resolve = resolve
    this.#reject = reject
  }

  protected override onAccepted(): void {
    this.#resolve()
  }

  protected override onFail(error: ActorError): void {
    this.#reject(error)
  }
}

/** Sends a tell; whether the mailbox took it. What becomes of it is told as inspection events. */
export function sendTell(
  target: Target,
  input: unknown,
  options: Pick<SendOptions, 'transfer'> = {},
): boolean {
  const request = requestOf(target, encodeFor(target, input, options), 0, false)
  return target.destination.submit(request, unheard).accepted
}

/** Sends a tell and waits until the mailbox has taken it. */
export async function sendAcceptedTell(
  target: Target,
  input: unknown,
  options: SendOptions = {},
): Promise<void> {
  if (options.signal?.aborted === true) throw cancelled(target, options.signal.reason)
  const payload = encodeFor(target, input, options)
  return new Promise((resolve, reject: (error: ActorError) => void) => {
    submit(
      target,
      payload,
      options,
      new AcceptedCall(target, resolve, reject),
      target.caller.deadline,
    )
  })
}
