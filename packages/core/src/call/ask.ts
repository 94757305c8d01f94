import { decode } from '../wire/codec.ts'
import { cancelled, encodeFor, submit, type Target } from './caller.ts'
import type { Given } from './given.ts'

/** Sends an ask; the promise settles with the answer, a refusal, a cancel, the deadline or the exit. */
export async function sendAsk(
  target: Target,
  input: unknown,
  options: Given = {},
): Promise<unknown> {
  if (options.signal?.aborted === true) throw cancelled(target, options.signal.reason)
  const payload = encodeFor(target, input, options.transfer)
  const { caller } = target
  return new Promise((resolve, reject) => {
    const sink = {
      reply: (answer: Parameters<typeof decode>[0]) => {
        try {
          resolve(decode(answer, caller.refs))
        } catch (error) {
          reject(error as Error)
        }
      },
      fail: reject,
      item() {},
      end() {},
      inputCredit() {},
    }
    submit(target, payload, options, sink, { deadline: caller.deadline })
  })
}
