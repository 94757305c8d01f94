import { spawn } from 'node:child_process'

/** Tells the reader of the console what happens now. */
export function announce(step) {
  console.log(`\n▸ ${step}`)
}

/**
 * Runs a program to its end. When it fails or is ended by a signal, this process ends the same way.
 * Signals for this process go on to the program.
 */
export async function run(program, args, options = {}) {
  const child = spawn(program, args, { stdio: 'inherit', ...options })
  const forward = (signal) => {
    // A terminal sends Ctrl-C to the whole group; sending it twice would force programs to quit.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, forward)
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (...end) => resolve(end))
  })
  for (const name of signals) process.off(name, forward)
  if (signal) process.kill(process.pid, signal)
  if (signal || code !== 0) process.exit(code ?? 1)
}
