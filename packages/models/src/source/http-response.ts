import { correctIt, corrupt } from '../store/corrupt.ts'
import type { Unfinished, WantedFile } from '../store/store.ts'
import { Passing } from './retry.ts'

/** The headers that ask for what is missing and nothing else. */
export function rangeHeaders({ size, tag }: Unfinished): Record<string, string> {
  const headers: Record<string, string> = { 'accept-encoding': 'identity' }
  if (size === 0) return headers
  headers['range'] = `bytes=${size}-`
  if (tag !== undefined && isTag(tag)) headers['if-range'] = tag
  return headers
}

/** What a loss of power made of the file that holds it is none, and no server would take it. */
function isTag(text: string): boolean {
  return text.length <= 1_000 && /^"[\x21\x23-\x7e\x80-\xff]*"$/.test(text)
}

/**
 * Makes `unfinished` ready for the body of `response`, or refuses the response.
 *
 * @throws {ActorError<'model-corrupt'>} The server has a file of another size.
 * @throws {Passing} It may work the next time.
 * @throws {Error} It will not.
 */
export async function accept(
  response: Response,
  unfinished: Unfinished,
  file: WantedFile,
  source: string,
): Promise<void> {
  if (response.status === 206) return acceptPart(response, unfinished, file, source)
  if (response.status === 416) {
    await unfinished.restart()
    throw new Passing('the server has no such range')
  }
  if (response.status !== 200) throw refusal(response)
  const length = response.headers.get('content-length')
  const size = isEncoded(response) || length === null ? file.size : Number(length)
  if (size !== file.size) throw corrupt(file, { size }, source, correctIt)
  await unfinished.restart(strongTag(response))
}

async function acceptPart(
  response: Response,
  unfinished: Unfinished,
  file: WantedFile,
  source: string,
): Promise<void> {
  const range = response.headers.get('content-range') ?? ''
  const match = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(range)
  const total = match?.[3]
  if (total !== undefined && total !== '*' && Number(total) !== file.size) {
    throw corrupt(file, { size: Number(total) }, source, correctIt)
  }
  const tag = strongTag(response)
  const changed = tag !== undefined && unfinished.tag !== undefined && tag !== unfinished.tag
  if (match !== null && Number(match[1]) === unfinished.size && !changed && !isEncoded(response))
    return
  await unfinished.restart()
  throw new Passing(
    changed ? 'the file changed on the server' : `the server sent another range: ${range}`,
  )
}

function refusal(response: Response): Error {
  const { status, statusText } = response
  const message = `the server answered ${status} ${statusText}`.trimEnd()
  const passing = status >= 500 || status === 408 || status === 425 || status === 429
  if (!passing) return new Error(message)
  const seconds = Number(response.headers.get('retry-after') ?? NaN)
  return new Passing(message, Number.isFinite(seconds) ? { after: seconds * 1_000 } : {})
}

/** A weak tag says too little to join two halves by. */
function strongTag(response: Response): string | undefined {
  const tag = response.headers.get('etag')
  return tag === null || tag.startsWith('W/') ? undefined : tag
}

function isEncoded(response: Response): boolean {
  return (response.headers.get('content-encoding') ?? 'identity') !== 'identity'
}
