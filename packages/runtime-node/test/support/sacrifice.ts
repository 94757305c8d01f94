import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** How a process ended that nobody minds losing. */
export interface Sacrificed {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** Starts `test/sacrificial/<name>.ts` in a process of its own. */
export function sacrifice(name: string, ...argv: string[]) {
  const file = fileURLToPath(new URL(`../sacrificial/${name}.ts`, import.meta.url))
  const child = spawn(process.execPath, ['--expose-gc', '--import', tsx, file, ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const text = { stdout: '', stderr: '' }
  const listeners = new Set<() => void>()
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      text[name] += chunk
      for (const listener of listeners) listener()
    })
  }
  const ended = new Promise<Sacrificed>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, ...text }))
  })
  /** Resolves with the match as soon as the process has written it. */
  const says = (what: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = what.exec(text.stdout)
        if (found === null) return
        listeners.delete(look)
        resolve(found)
      }
      listeners.add(look)
      look()
      void ended.then(({ code, signal }) =>
        reject(
          new Error(
            `ended (${code} ${signal}) and never said ${what}:\n${text.stdout}\n${text.stderr}`,
          ),
        ),
      )
    })
  return { child, ended, says }
}
