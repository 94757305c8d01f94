/** The last rows of something that goes on, oldest first. */
export interface Window {
  /** Takes rows at the end; as many fall out at the front. */
  push(rows: Float32Array): void
  /** The last `count` rows, copied. */
  last(count: number): Float32Array
}

/** A {@link Window} of `count` rows of `width` numbers, at first all equal to `row`. */
export function windowOf(row: Float32Array, count: number): Window {
  const width = row.length
  const held = new Float32Array(count * width)
  for (let at = 0; at < held.length; at += width) held.set(row, at)
  return {
    push(rows) {
      const fresh = rows.subarray(Math.max(0, rows.length - held.length))
      held.copyWithin(0, fresh.length)
      held.set(fresh, held.length - fresh.length)
    },
    last: (rows) => held.slice(held.length - rows * width),
  }
}
