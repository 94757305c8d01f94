/** Who only watches must not be able to break what it watches: what it throws is reported. */
export function shielded<A extends readonly unknown[], R>(
  hear: (...args: A) => R,
  ...args: A
): R | undefined {
  try {
    return hear(...args)
  } catch (error) {
    report(error)
    return undefined
  }
}

/** As an uncaught error of its own turn. */
export function report(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
