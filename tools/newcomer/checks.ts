// What `// =>` becomes in an example that runs where there is nothing but what the page installs.

/** `expression // => value` */
export function equal__<Value>(place: string, actual: Value, expected: unknown): Value {
  if (show(actual) === show(expected)) return actual
  throw new Error(`${place}: it is ${show(actual)} instead of ${show(expected)}`)
}

function show(value: unknown): string {
  return JSON.stringify(value, (_, it: unknown) => {
    if (typeof it === 'bigint') return `${it}n`
    if (typeof it === 'number' && !Number.isFinite(it)) return String(it)
    if (it === null || typeof it !== 'object') return it
    if (it instanceof Map || it instanceof Set) return [...(it as Set<unknown>)]
    if (Array.isArray(it)) return it
    return Object.fromEntries(Object.entries(it).sort())
  })
}

/** `expression // => throws code`, where `await` can be written. */
export async function throws__(place: string, run: () => unknown, code: string): Promise<void> {
  let thrown: unknown
  try {
    await run()
  } catch (error) {
    thrown = error
  }
  expectThrown(place, thrown, code)
}

/** `expression // => throws code`, in a function that is not async. */
export function throwsNow__(place: string, run: () => unknown, code: string): void {
  let thrown: unknown
  try {
    run()
  } catch (error) {
    thrown = error
  }
  expectThrown(place, thrown, code)
}

function expectThrown(place: string, thrown: unknown, code: string): void {
  const { code: actual, name } = Object(thrown) as { code?: unknown; name?: unknown }
  if (actual === code || name === code) return
  throw new Error(`${place}: ${String(thrown)} instead of ${code}`, { cause: thrown })
}
