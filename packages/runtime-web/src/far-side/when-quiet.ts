/** Microtasks that a generator takes from one item to the next. */
const quiet = 3

/**
 * Runs a task behind other microtasks as long as more frames come to wait for it. A browser has nothing
 * that follows the last microtask, and as the next one, each item of a stream would be a packet.
 */
export function whenQuiet(task: () => void, frames: () => number): void {
  let seen = frames()
  let left = quiet
  const look = (): void => {
    const now = frames()
    if (now !== seen) left = quiet
    seen = now
    if (left-- > 0) queueMicrotask(look)
    else task()
  }
  queueMicrotask(look)
}
