import type { Readable } from 'node:stream'

/** A process that outlives the child may hold its output open; nobody waits longer than this for it. */
const quiet = 250
/** It may go on writing, too: what the child left behind is read long before. */
const longest = 1_000

/** Resolves when all streams are closed, when none has said anything for a while, or after a second. */
export function drained(streams: readonly Readable[]): Promise<void> {
  const open = new Set(streams.filter((stream) => !stream.closed))
  if (open.size === 0) return Promise.resolve()
  return new Promise((resolve) => {
    let heard = 0
    const done = (): void => {
      clearTimeout(timer)
      clearTimeout(last)
      resolve()
    }
    const last = setTimeout(() => setImmediate(() => setImmediate(done)), longest)
    const timer = setTimeout(() => {
      // After a pause of this process the timer comes before the data that waits.
      const before = heard
      setImmediate(() => setImmediate(() => (heard === before ? done() : timer.refresh())))
    }, quiet)
    for (const stream of open) {
      stream.on('data', () => {
        heard++
        timer.refresh()
      })
      stream.once('close', () => {
        heard++
        open.delete(stream)
        if (open.size === 0) done()
      })
    }
  })
}
