import type { Readable } from 'node:stream'

/** A process that outlives the child may hold its output open; nobody waits longer than this for it. */
const quiet = 250

/** Resolves when all streams have ended, or when none has said anything for a while. */
export function drained(streams: readonly Readable[]): Promise<void> {
  return new Promise((resolve) => {
    let open = streams.filter((stream) => !stream.readableEnded && !stream.destroyed).length
    if (open === 0) return resolve()
    const timer = setTimeout(() => {
      // After a pause of this process the timer comes before the data that waits.
      const before = heard
      setImmediate(() => setImmediate(() => (heard === before ? resolve() : timer.refresh())))
    }, quiet)
    let heard = 0
    const hear = (): void => {
      heard++
      timer.refresh()
    }
    const end = (): void => {
      if (--open > 0) return
      clearTimeout(timer)
      resolve()
    }
    for (const stream of streams) stream.on('data', hear).once('close', end)
  })
}
