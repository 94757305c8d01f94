import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { ActorError, type ActorRef } from '@troupe/core'
import type { Ocr } from '@troupe/models/ocr'

/** Answers `POST /` with the lines of text in the picture that is its body. */
export function readingServer(reader: ActorRef<typeof Ocr>): Server {
  return createServer((request, response) => {
    void answer(reader, request, response).catch((error: unknown) => refuse(response, error))
  })
}

async function answer(
  reader: ActorRef<typeof Ocr>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') return void response.writeHead(405, { allow: 'POST' }).end()
  // Who hangs up gives up: what waits is taken out of the mailbox.
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const image = new Uint8Array(await buffer(request))
  const lines = await reader.ask.read({ image }, { signal: gone.signal })
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(lines.map(({ text }) => text)))
}

/** A refusal that says whether it is worth to come again. */
function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) return
  const { status, retry } = verdict(error)
  if (retry) response.setHeader('retry-after', '1')
  response.writeHead(status).end(error instanceof ActorError ? error.message : 'failed')
}

function verdict(error: unknown): { status: number; retry: boolean } {
  // The mailbox is full, or the reader crashed in this very picture.
  if (ActorError.is(error, 'overflow') || ActorError.is(error, 'down'))
    return { status: 503, retry: true }
  if (ActorError.is(error, 'timeout')) return { status: 504, retry: true }
  if (ActorError.is(error, 'invalid-message')) return { status: 422, retry: false }
  return { status: 500, retry: false }
}
