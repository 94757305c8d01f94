import { closeSync, openSync, writeSync } from 'node:fs'

const files = new Map<string, number>()

/**
 * Writes down that a handler began with a message, where no crash can take it back: four bytes at
 * the end of a file that all isolates share.
 */
export function record(file: string, id: number): void {
  let descriptor = files.get(file)
  if (descriptor === undefined) {
    descriptor = openSync(file, 'a')
    files.set(file, descriptor)
  }
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(id)
  writeSync(descriptor, bytes)
}

/** Closes what this isolate has open. */
export function closeRecords(): void {
  for (const descriptor of files.values()) closeSync(descriptor)
  files.clear()
}
