/** A smaller one is made anew as quickly. */
const worthKeeping = 64 * 1024
const mostSpare = 8

/** Copies that are on their way: only the message that they were made for knows them. */
const lent = new WeakSet<ArrayBuffer>()
/** Held weakly, the latest last: a collection takes them as it would have without. */
const spares: WeakRef<ArrayBuffer>[] = []

/**
 * Copies a part of a buffer, over the copy of a message that is over where there is one. With new
 * memory for each tensor, an app that holds many objects would collect garbage most of the time:
 * large buffers make the collector look through all of them.
 */
export function borrowCopy(buffer: ArrayBuffer, offset: number, length: number): ArrayBuffer {
  if (length < worthKeeping) return buffer.slice(offset, offset + length)
  const spare = takeSpare(length)
  const copy = spare ?? buffer.slice(offset, offset + length)
  if (spare !== undefined) new Uint8Array(spare).set(new Uint8Array(buffer, offset, length))
  lent.add(copy)
  return copy
}

/** Whoever was to read them has. What was not borrowed, or was moved on, is left alone. */
export function giveBack(buffers: readonly ArrayBuffer[]): void {
  for (const buffer of buffers) {
    if (!lent.delete(buffer) || buffer.byteLength === 0) continue
    spares.push(new WeakRef(buffer))
    if (spares.length > mostSpare) spares.shift()
  }
}

function takeSpare(length: number): ArrayBuffer | undefined {
  const index = spares.findLastIndex((spare) => spare.deref()?.byteLength === length)
  return index < 0 ? undefined : spares.splice(index, 1)[0]!.deref()
}
