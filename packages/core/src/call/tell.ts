import type { SendOptions } from '../actor/ref.ts'
import type { ActorError } from '../errors.ts'
import { cancelled, encodeFor, submit, type Target } from './caller.ts'

const unheard = { reply() {}, fail() {}, item() {}, end() {}, inputCredit() {} }

/** Sends a tell; whether the mailbox took it. What becomes of it is told as inspection events. */
export function sendTell(
  target: Target,
  input: unknown,
  options: Pick<SendOptions, 'transfer'> = {},
): boolean {
  return submit(target, encodeFor(target, input, options.transfer), {}, unheard).accepted
}

/** Sends a tell and waits until the mailbox has taken it. */
export async function sendAcceptedTell(
  target: Target,
  input: unknown,
  options: SendOptions = {},
): Promise<void> {
  if (options.signal?.aborted === true) throw cancelled(target, options.signal.reason)
  const payload = encodeFor(target, input, options.transfer)
  return new Promise((resolve, reject: (error: ActorError) => void) => {
    const sink = { ...unheard, accepted: resolve, fail: reject }
    submit(target, payload, options, sink, { patient: true, deadline: target.caller.deadline })
  })
}
