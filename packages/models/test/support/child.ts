import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** A Node process that runs a TypeScript module. */
export interface Child extends AsyncDisposable {
  /** Resolves with the first line, past or future, that begins with `start`; rejects when none can come. */
  line(start: string): Promise<string>
  kill(): void
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>
}

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** Starts `module` with one JSON argument. */
export function startChild(module: URL, argument: unknown, env: NodeJS.ProcessEnv = {}): Child {
  const parameters = ['--import', tsx, fileURLToPath(module), JSON.stringify(argument)]
  const child = spawn(process.execPath, parameters, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  const lines: string[] = []
  const waiting = new Set<() => void>()
  let over = false
  const wake = (): void => waiting.forEach((look) => look())
  createInterface(child.stdout)
    .on('line', (line) => (lines.push(line), wake()))
    .on('close', () => ((over = true), wake()))
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.on('close', (code, signal) => resolve(code ?? signal)),
  )
  return {
    ended,
    kill: () => void child.kill('SIGKILL'),
    line: (start) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = lines.find((line) => line.startsWith(start))
          if (found === undefined && !over) return
          waiting.delete(look)
          if (found !== undefined) resolve(found)
          else reject(new Error(`it ended without "${start}": ${lines.join(' | ')}`))
        }
        waiting.add(look)
        look()
      }),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
