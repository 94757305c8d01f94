import { closeSync, ftruncateSync, openSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'

/** Where Linux keeps files in memory. Elsewhere large binaries go through the pipe like the rest. */
export const inMemory = '/dev/shm'

/** Bytes of large binaries that may be on their way in one direction. */
const capacity = 16 * 1024 * 1024
/** The counters lie before the rings, on a page of their own. */
const page = 4096

/** One direction through the file: a ring, and the counter by which its reader gives room back. */
export interface Lane {
  readonly counter: number
  readonly start: number
  readonly capacity: number
}

export const lanes = {
  toChild: { counter: 0, start: page, capacity },
  toParent: { counter: 8, start: page + capacity, capacity },
} as const satisfies Record<string, Lane>

/**
 * A file without a name that two processes hold open, in memory and gone with the last of them.
 * `undefined` where the system has no such files, or no room for one.
 */
export function openSharedFile(): number | undefined {
  const name = join(inMemory, `troupe-${process.pid}-${process.hrtime.bigint().toString(36)}`)
  try {
    const descriptor = openSync(name, 'wx+', 0o600)
    unlinkSync(name)
    ftruncateSync(descriptor, page + 2 * capacity)
    return descriptor
  } catch {
    return undefined
  }
}

export function closeSharedFile(descriptor: number | undefined): void {
  if (descriptor !== undefined) closeSync(descriptor)
}
