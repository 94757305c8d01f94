import type { IncomingMessage } from 'node:http'

/** What the page wants done. */
export interface Commanded {
  readonly command: 'crash' | 'restart'
  /** The whole path of an actor or a supervisor. */
  readonly path: string
}

const mostBytes = 4_096

/** @throws {TypeError} It is no command. */
export async function readCommand(request: IncomingMessage): Promise<Commanded> {
  // Only a script of this origin can send this type without asking first.
  if (request.headers['content-type'] !== 'application/json') throw new TypeError('send JSON')
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > mostBytes) throw new TypeError('too long')
  }
  const { command, path } = JSON.parse(text) as Partial<Commanded>
  if (command !== 'crash' && command !== 'restart') throw new TypeError('crash or restart')
  if (typeof path !== 'string') throw new TypeError('a path is missing')
  return { command, path }
}
