import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type App, describeExit } from '@troupe/core'
import { record } from '@troupe/core/inspector'
import { Broadcast } from './broadcast.ts'
import { Gate } from './gate.ts'
import { pageOf, pageStyle, policy, scriptOf } from './page.ts'
import { type Commanded, readCommand } from './command.ts'

/** How an inspector is served; all optional. */
export interface InspectorOptions {
  /** Default: one that is free. */
  readonly port?: number
  /** Whether the page has buttons that crash and restart actors. For development. Default: false. */
  readonly commands?: boolean
  /** Milliseconds from one frame to the next. Default: 500. */
  readonly interval?: number
}

/** What of an app an inspector looks at, and what its buttons do. */
export type Inspected = Pick<App, 'path' | 'exited' | 'inspect' | 'tree' | 'kill' | 'restart'>

/** A page that shows a tree as it lives. */
export interface Inspector extends AsyncDisposable {
  /** Where it is. Whoever knows this address can look; it is different each time. */
  readonly url: string
  /** Ends it; it ends with the app by itself. */
  close(): Promise<void>
}

/**
 * Serves a page that shows a tree as it lives: states, rates, latencies, mailboxes, memory, restarts
 * and their causes, dead letters, a timeline.
 *
 * It listens on the loopback interface only, at an address with a random token, and answers no page
 * of another origin. What messages carry is not shown; the words of errors are. It ends with the
 * app, and does not keep the process alive.
 *
 * @throws {Error} The port is taken.
 * @example
 * ```ts
 * import { actor, ask, child, memory, protocol, supervise } from '@troupe/core'
 * import { inspector } from '@troupe/runtime-node/inspector'
 *
 * const Echo = protocol('echo', { say: ask<string, string>() })
 * const echo = actor(Echo, () => ({ say: (words) => words }))
 * await using app = await supervise({ children: { echo: child(Echo, memory(echo)) } })
 *
 * await using page = await inspector(app)
 * const { status } = await fetch(page.url)
 * status // => 200
 * ```
 */
export async function inspector(
  app: Inspected,
  { port = 0, commands = false, interval = 500 }: InspectorOptions = {},
): Promise<Inspector> {
  const server = createServer()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  server.unref()
  const { port: actual } = server.address() as AddressInfo
  const gate = new Gate(actual)
  const broadcast = new Broadcast(record(app), interval)
  const serving = { app, broadcast, commands }
  server.on('request', (request, response) => {
    void answer(gate, serving, request, response).catch(() => response.destroy())
  })
  let closing: Promise<void> | undefined
  const close = (reason: string): Promise<void> =>
    (closing ??= new Promise((resolve) => {
      broadcast.end(reason)
      server.close(() => resolve())
      server.closeIdleConnections()
    }))
  void app.exited.then((reason) => close(describeExit(reason)))
  return {
    url: `http://127.0.0.1:${actual}/${gate.token}/`,
    close: () => close('the inspector was closed'),
    [Symbol.asyncDispose]: () => close('the inspector was closed'),
  }
}

interface Serving {
  readonly app: Inspected
  readonly broadcast: Broadcast
  readonly commands: boolean
}

const headers = {
  'content-security-policy': policy,
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

async function answer(
  gate: Gate,
  serving: Serving,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = gate.check(request)
  const say = (status: number, type: string, body: string): void => {
    response.writeHead(status, { ...headers, 'content-type': `${type}; charset=utf-8` }).end(body)
  }
  if (typeof path === 'number') return say(path, 'text/plain', 'not for you\n')
  if (request.method === 'POST') {
    if (path !== 'command' || !serving.commands) return say(404, 'text/plain', 'no such command\n')
    const { status, words } = await perform(serving.app, request)
    return say(status, 'text/plain', words)
  }
  if (request.method !== 'GET') return say(405, 'text/plain', 'GET or POST\n')
  if (path === '') return say(200, 'text/html', pageOf(serving.app.path, serving.commands))
  if (path === 'page.css') return say(200, 'text/css', pageStyle)
  if (path === 'events') {
    response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' })
    return serving.broadcast.join(response)
  }
  const script = await scriptOf(path)
  if (script === undefined) return say(404, 'text/plain', 'no such file\n')
  say(200, 'text/javascript', script)
}

async function perform(
  app: Inspected,
  request: IncomingMessage,
): Promise<{ status: number; words: string }> {
  let commanded: Commanded
  try {
    commanded = await readCommand(request)
  } catch (error) {
    return { status: 400, words: (error as Error).message }
  }
  try {
    if (commanded.command === 'crash') app.kill(commanded.path)
    else await app.restart(commanded.path)
    return { status: 200, words: 'done' }
  } catch (error) {
    return { status: 409, words: (error as Error).message }
  }
}
