import { systemClock } from '../../clock.ts'
import type { FillOptions, WantedFile } from '../store.ts'
import type { Folders } from './folders.ts'

/** Milliseconds between two looks at what another tab has downloaded. */
const interval = 250

/** Does the work while no other tab or worker does it for the same file. */
export async function alone<T>(
  { sha256 }: WantedFile,
  folders: Folders,
  { signal, onWait }: FillOptions,
  work: () => Promise<T>,
): Promise<T> {
  let stopLooking = (): void => {}
  const look = async (): Promise<void> => {
    onWait?.(await folders.partialSize(sha256))
    stopLooking = systemClock.after(interval, () => void look().catch(() => {}))
  }
  const name = `troupe:${folders.name}:${sha256}`
  const free = await navigator.locks.request(name, { ifAvailable: true }, async (lock) =>
    lock === null ? undefined : { result: await work() },
  )
  if (free !== undefined) return free.result
  stopLooking = systemClock.after(0, () => void look().catch(() => {}))
  try {
    return await navigator.locks.request(name, { ...(signal && { signal }) }, () => {
      stopLooking()
      return work()
    })
  } finally {
    stopLooking()
  }
}
