import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One answer of a server. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** A local server that gives its answers in turn, the last one from then on. */
export interface TestServer extends AsyncDisposable {
  readonly url: string
  /** The requests so far. */
  readonly requests: readonly IncomingMessage[]
}

export async function serve(...answers: readonly Answer[]): Promise<TestServer> {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    const answer = answers[Math.min(requests.length, answers.length - 1)]!
    requests.push(request)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/model.onnx`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** How {@link sends} departs from a good server. */
export interface Faults {
  readonly etag?: string
  /** Breaks the connection after so many bytes of the body. */
  readonly cutAfter?: number
  /** Says nothing more after so many bytes of the body. */
  readonly stallAfter?: number
  /** Always the whole file, as if ranges did not exist. */
  readonly ignoresRange?: boolean
  /** Answers a range even where `if-range` does not match. */
  readonly ignoresIfRange?: boolean
  /** What it says it sends, whatever it was asked for. */
  readonly contentRange?: string
  /** Without a length, so that an early end looks like the end. */
  readonly chunked?: boolean
}

/** Sends `bytes`, or the part that is asked for. */
export function sends(bytes: Uint8Array, faults: Faults = {}): Answer {
  const { etag = '"one"', ignoresRange = false } = faults
  return (request, response) => {
    const start = ignoresRange ? 0 : rangeStart(request, etag, faults)
    const body = bytes.subarray(start)
    response.setHeader('etag', etag)
    if (faults.chunked !== true) response.setHeader('content-length', body.length)
    if (start > 0) {
      response.statusCode = 206
      response.setHeader(
        'content-range',
        faults.contentRange ?? `bytes ${start}-${bytes.length - 1}/${bytes.length}`,
      )
    }
    const { cutAfter, stallAfter } = faults
    if (stallAfter !== undefined) response.write(body.subarray(0, stallAfter))
    else if (faults.chunked === true)
      response.write(body.subarray(0, cutAfter), () => response.end())
    else if (cutAfter === undefined || cutAfter >= body.length) response.end(body)
    else response.write(body.subarray(0, cutAfter), () => response.destroy())
  }
}

function rangeStart(
  { headers }: IncomingMessage,
  etag: string,
  { ignoresIfRange = false }: Faults,
): number {
  const start = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0)
  const condition = headers['if-range']
  return condition === undefined || condition === etag || ignoresIfRange ? start : 0
}

/** Answers with a status and nothing else. */
export function answers(status: number, headers: Record<string, string> = {}): Answer {
  return (_request, response) => void response.writeHead(status, headers).end()
}
