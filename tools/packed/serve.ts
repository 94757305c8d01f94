import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { delimiter, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { userEnvironment } from './run.ts'

/**
 * Runs a line that serves a site until it is told to end, such as `npx vite`, and resolves with the
 * address that it prints.
 */
export async function startServer(
  line: string,
  folder: string,
): Promise<AsyncDisposable & { readonly url: string }> {
  const path = [join(folder, 'node_modules/.bin'), process.env['PATH']].join(delimiter)
  // A group of its own: the server ends with the shell in front of it.
  const child = spawn(line, {
    cwd: folder,
    env: { ...userEnvironment(), PATH: path },
    shell: true,
    detached: true,
  })
  const ended = once(child, 'close')
  let printed = ''
  const url = await new Promise<string>((resolve, reject) => {
    const read = (piece: Buffer): void => {
      printed += stripVTControlCharacters(piece.toString())
      const found = /http:\/\/(?:localhost|127\.0\.0\.1):\d+\/\S*/.exec(printed)?.[0]
      if (found !== undefined && printed.includes('\n', printed.indexOf(found))) resolve(found)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then(() => reject(new Error(`"${line}" ended:\n${printed}`)))
  })
  return {
    url,
    async [Symbol.asyncDispose]() {
      process.kill(-child.pid!, 'SIGTERM')
      await ended
    },
  }
}
