import { reasonOf } from '../errors.ts'
import { Passing } from './retry.ts'

/** What no repetition repairs, as Node's fetch says it without a code. Browsers do not tell. */
const hopeless = /redirect count exceeded|unknown scheme|HTTP\(S\) scheme|bad port|cross origin/

/** What a fetch or its body that rejected with `error` means: it may work the next time, or never. */
export function fetchFailure(error: TypeError, source: string, headers?: HeadersInit): Error {
  const { cause } = error
  const words = cause === undefined ? reasonOf(error) : `${reasonOf(error)}: ${reasonOf(cause)}`
  if (!isHopeless(cause) && isRequest(source, headers)) return new Passing(words, { cause: error })
  const advice = 'no further attempt would help; correct the address, or what it leads to'
  return new Error(`${words} (${advice})`, { cause: error })
}

function isHopeless(cause: unknown): boolean {
  const { code } = (cause ?? {}) as { code?: unknown }
  return code === 'ERR_INVALID_URL' || (code === undefined && hopeless.test(reasonOf(cause)))
}

function isRequest(source: string, headers: HeadersInit = {}): boolean {
  try {
    new Request(source, { headers })
    return true
  } catch {
    return false
  }
}
