import { readSync, writeSync } from 'node:fs'

/** Where the mark lies in the shared file: whether there is one, and the call that began last. */
const place = 16
const bytes = 8

/**
 * A way to note which call has begun, so that it outlives this process whatever ends it: the kernel
 * has the note before the handler runs. `undefined` where the file takes none.
 */
export function startedMark(descriptor: number): ((id: number) => void) | undefined {
  const words = new Int32Array([1, 0])
  const content = new Uint8Array(words.buffer)
  const write = (): number => writeSync(descriptor, content, 0, bytes, place)
  try {
    if (write() < bytes) return undefined
  } catch {
    return undefined
  }
  return (id) => {
    // A stream says a little late that it has begun: a later call that stands there is not taken back.
    if (((id - words[1]!) | 0) <= 0) return
    words[1] = id
    write()
  }
}

/** The call that a process which is gone noted last, if it noted any. */
export function lastMark(descriptor: number): number | undefined {
  const words = new Int32Array(2)
  try {
    readSync(descriptor, new Uint8Array(words.buffer), 0, bytes, place)
  } catch {
    return undefined
  }
  return words[0] === 1 ? words[1] : undefined
}
