import type { Clock } from '@troupe/core'

export type { Clock }

/** The runtime's own clock and timers, without the supervision that core's main entry brings. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, task, background = false) {
    const timer: unknown = setTimeout(task, milliseconds)
    if (background) (timer as { unref?: () => void }).unref?.()
    return () => clearTimeout(timer as ReturnType<typeof setTimeout>)
  },
}

/** Resolves after `milliseconds`; rejects with the signal's reason when that comes first. */
export function pause(clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const abort = (): void => {
      cancel()
      reject(signal?.reason)
    }
    const cancel = clock.after(milliseconds, () => {
      signal?.removeEventListener('abort', abort)
      resolve()
    })
    signal?.addEventListener('abort', abort, { once: true })
  })
}
