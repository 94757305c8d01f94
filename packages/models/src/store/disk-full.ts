import { reasonOf } from '../errors.ts'

/** Whether a file system failed for want of room, or of what a user may take of it. */
export function isFull(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOSPC' || code === 'EDQUOT'
}

/** Says which disk is full, which Node does not; other errors are thrown as they are. */
export function nameTheDisk(folder: string): (error: unknown) => never {
  return (cause) => {
    if (!isFull(cause)) throw cause
    throw new Error(
      `the disk of ${folder} is full (${reasonOf(cause)}); make room there, or set TROUPE_MODELS to another folder`,
      { cause },
    )
  }
}
