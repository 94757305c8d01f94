interface Shared {
  readonly tasks: Set<() => void>
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
  tasks.add(task)
  return () => {
    if (!tasks.delete(task) || tasks.size > 0) return
    signal.removeEventListener('abort', listener)
    sharing.delete(signal)
  }
}

function listen(signal: AbortSignal): Shared {
  const tasks = new Set<() => void>()
  const shared: Shared = { tasks, listener: () => tasks.forEach((task) => task()) }
  sharing.set(signal, shared)
  signal.addEventListener('abort', shared.listener)
  return shared
}
