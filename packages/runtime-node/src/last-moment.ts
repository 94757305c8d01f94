import type { ChildProcess } from 'node:child_process'
import { removeFolder } from './remove-folder.ts'
import { closeGates } from './thread/gate.ts'

/** How long a process that ends waits for threads inside native code, in milliseconds. */
const patience = 5_000

const threads = new Map<Int32Array, () => void>()
const children = new Set<ChildProcess>()
const folders = new Set<string>()
let watched = false

/** What lives now, and must not outlive or upset the end of this process. */
export const lastMoment = {
  /** Shared memory of the threads, and how to tell each to leave. */
  get threads(): Map<Int32Array, () => void> {
    watchExit()
    return threads
  },
  get children(): Set<ChildProcess> {
    watchExit()
    return children
  },
  get folders(): Set<string> {
    watchExit()
    return folders
  },
}

/** One listener for all: ending the process inside a thread's native code would abort it. */
function watchExit(): void {
  if (watched) return
  watched = true
  process.on('exit', () => {
    for (const child of children) child.kill('SIGKILL')
    for (const folder of folders) removeFolder(folder)
    for (const leave of threads.values()) leave()
    closeGates([...threads.keys()], patience)
  })
}
