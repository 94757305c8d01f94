/** Who only watches must not be able to break what it watches: what it throws is reported. */
export function shielded<A extends readonly unknown[], R>(
  hear: (...args: A) => R,
  ...args: A
): R | undefined {
  try {
    return hear(...args)
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
    return undefined
  }
}
