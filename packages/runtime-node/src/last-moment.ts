import type { ChildProcess } from 'node:child_process'
import { closeGates } from './thread/gate.ts'

/** How long a process that ends waits for threads inside native code, in milliseconds. */
const patience = 5_000

/** What lives now, and must not outlive or upset the end of this process. */
export const lastMoment = {
  /** Shared memory of the threads, and how to tell each to leave. */
  threads: new Map<Int32Array, () => void>(),
  children: new Set<ChildProcess>(),
}

// One listener for all: ending the process inside a thread's native code would abort it.
process.on('exit', () => {
  for (const child of lastMoment.children) child.kill('SIGKILL')
  for (const leave of lastMoment.threads.values()) leave()
  closeGates([...lastMoment.threads.keys()], patience)
})
