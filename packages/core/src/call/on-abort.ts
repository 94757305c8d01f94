import { LineUp, type Standing } from '../actor/line-up.ts'

interface Task extends Standing {
  readonly run: () => void
}

interface Shared {
  readonly tasks: LineUp<Task>
  readonly listener: () => void
}

const sharing = new WeakMap<AbortSignal, Shared>()

/**
 * Runs `task` when the signal is aborted. However many calls share a signal, it has one listener:
 * Node warns of more than ten.
 *
 * @returns A function that takes the task away, and with the last one the listener.
 */
export function onAbort(signal: AbortSignal, task: () => void): () => void {
  const { tasks, listener } = sharing.get(signal) ?? listen(signal)
  const entry: Task = { run: task, line: undefined, before: undefined, after: undefined }
  tasks.add(entry)
  return () => {
    if (!tasks.delete(entry) || tasks.size > 0) return
    signal.removeEventListener('abort', listener)
    sharing.delete(signal)
  }
}

function listen(signal: AbortSignal): Shared {
  const tasks = new LineUp<Task>()
  const shared: Shared = { tasks, listener: () => runAll(tasks) }
  sharing.set(signal, shared)
  signal.addEventListener('abort', shared.listener)
  return shared
}

/** One of them may take others away. */
function runAll(tasks: LineUp<Task>): void {
  for (const task of [...tasks]) if (task.line !== undefined) task.run()
}
