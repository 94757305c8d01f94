/** What an example that ran in a worker tells its page. */
export interface Report {
  readonly values: readonly Value[]
  /** Why it did not come to its end. */
  readonly error?: string
}

/** What a check found, and what stands behind its `// =>`. */
interface Value {
  readonly place: string
  readonly actual: unknown
  readonly expected: unknown
}

const values: Value[] = []

/** `expression // => value` */
export function equal__<Value>(place: string, actual: Value, expected: unknown): Value {
  values.push({ place, actual, expected })
  return actual
}

/** Runs the example and tells the page how it went. */
export function report(load: () => Promise<unknown>): void {
  const tell = (example: Report): void => globalThis.postMessage({ example })
  load()
    .then(() => tell({ values }))
    .catch((error: unknown) => tell({ values: [], error: String(error) }))
}
