import { fork } from 'node:child_process'

/** A collection between turns would make everybody compile anew what waited for its turn. */
const flags = ['--expose-gc', '--no-flush-bytecode']

/**
 * Runs a program in a process of its own, and gives what it tells: what the engine has learnt from one
 * measurement, and the heap that it left, would be billed to the next.
 */
export function apart<T>(program: URL, ...args: readonly string[]): Promise<T> {
  return new Promise((resolve, reject) => {
    const child = fork(program, args, {
      execArgv: [...process.execArgv, ...flags],
      serialization: 'advanced',
    })
    child.once('message', (told) => resolve(told as T))
    child.once('error', reject)
    child.once('exit', (code, signal) =>
      reject(new Error(`${program.pathname} told nothing: it ended with ${signal ?? code}`)),
    )
  })
}

/** Tells what was found, and ends the process: some peers leave something behind that would keep it. */
export function tell(found: unknown): void {
  process.send!(found, () => process.exit())
}

/** Ends this process with the one that started it. */
export function endWithStarter(): void {
  process.once('disconnect', () => process.exit(1))
}
