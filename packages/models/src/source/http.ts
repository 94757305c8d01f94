import { type Clock, systemClock } from '../clock.ts'
import { correctIt, corrupt } from '../store/corrupt.ts'
import type { Unfinished } from '../store/store.ts'
import { fetchFailure } from './fetch-failure.ts'
import { accept, rangeHeaders } from './http-response.ts'
import { Passing, retry } from './retry.ts'
import type { ModelSource, SourceRequest } from './source.ts'
import { watchdog } from './stall.ts'

/** How downloads behave; all optional. */
export interface HttpOptions {
  /** Attempts in a row that come no further, before the source is given up. Default: 5. */
  readonly attempts?: number
  /** Milliseconds without a byte after which an attempt is broken off. Default: 30 000. */
  readonly stall?: number
  /** Sent with every request, for example an authorization. */
  readonly headers?: Readonly<Record<string, string>>
  /** Default: the runtime's own. */
  readonly fetch?: typeof fetch
  /** Default: the runtime's clock. */
  readonly clock?: Clock
  /** Default: `Math.random`. */
  readonly random?: () => number
}

/**
 * `https:` and `http:` addresses.
 *
 * What was downloaded before an interruption is kept and only the rest is asked for. Interruptions,
 * silence and errors of the server are tried again, further and further apart; what the server does
 * not have, or has in another size, is not, nor an address that can never work.
 * @example
 * ```ts
 * import { http } from '@troupe/models'
 *
 * http({ attempts: 3 }).schemes // => ['https:', 'http:']
 * ```
 */
export function http(options: HttpOptions = {}): ModelSource {
  const { attempts = 5, clock = systemClock, random = Math.random } = options
  return {
    schemes: ['https:', 'http:'],
    download(request, unfinished) {
      const { signal } = request
      const once = (): Promise<void> => attempt(request, unfinished, { ...options, clock })
      return retry(once, () => unfinished.size, { clock, random, attempts, signal })
    },
  }
}

async function attempt(
  { source, file, signal }: SourceRequest,
  unfinished: Unfinished,
  { clock, stall = 30_000, headers, fetch: request = fetch }: HttpOptions & { clock: Clock },
): Promise<void> {
  const watch = watchdog(clock, stall, signal)
  try {
    const response = await request(source, {
      headers: { ...headers, ...rangeHeaders(unfinished) },
      signal: watch.signal,
    })
    watch.alive()
    await accept(response, unfinished, file, source).catch(async (error: unknown) => {
      await response.body?.cancel().catch(() => {})
      throw error
    })
    for await (const chunk of response.body ?? []) {
      watch.alive()
      const size = unfinished.size + chunk.length
      if (size > file.size) throw corrupt(file, { size }, source, correctIt)
      await unfinished.append(chunk)
    }
  } catch (error) {
    signal?.throwIfAborted()
    if (watch.stalled) throw new Passing(`nothing came for ${stall} ms`, { cause: error })
    // What fetch and its bodies reject with where the line is at fault.
    throw error instanceof TypeError ? fetchFailure(error, source, headers) : error
  } finally {
    watch.end()
  }
  if (unfinished.size < file.size) {
    throw new Passing(`the connection ended after ${unfinished.size} of ${file.size} bytes`)
  }
}
