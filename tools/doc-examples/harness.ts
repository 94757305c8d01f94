import { expect, test, type TestContext } from 'vitest'
import type { Report } from './in-worker.ts'

/** What a generated test knows about one fence. */
export interface Example {
  /** Where it stands: `README.md:12`. */
  readonly place: string
  /** What is wrong with it before it is run, such as type errors. */
  readonly problems: readonly string[]
  /** Where its checks stand. Each must be reached. */
  readonly checks: readonly string[]
  readonly notRun?: string
  readonly run: () => Promise<unknown>
}

const reached = new Set<string>()

/** Declares the test of one fence: it is sound, it runs, and each of its `// =>` holds. */
export function testExample({ place, problems, checks, notRun, run }: Example): void {
  test(`${place} holds`, async (context: TestContext) => {
    if (problems.length > 0) throw new Error(problems.join('\n'))
    if (notRun !== undefined) return context.skip(notRun)
    await run()
    expect(
      checks.filter((check) => !reached.has(check)),
      'checks never reached',
    ).toEqual([])
  })
}

/** Runs an example in a worker of this page; its checks are made here. */
export async function runInWorker(start: () => Worker): Promise<void> {
  const worker = start()
  try {
    const { values, error } = await new Promise<Report>((resolve, reject) => {
      worker.addEventListener('error', (event) => reject(new Error(event.message)))
      worker.addEventListener('message', ({ data }: MessageEvent<{ example?: Report }>) => {
        if (data.example !== undefined) resolve(data.example)
      })
    })
    for (const { place, actual, expected } of values) equal__(place, actual, expected)
    if (error !== undefined) throw new Error(error)
  } finally {
    worker.terminate()
  }
}

/** `expression // => value` */
export function equal__<Value>(place: string, actual: Value, expected: unknown): Value {
  reached.add(place)
  expect(actual, place).toEqual(expected)
  return actual
}

/** `expression // => throws code`, where `await` can be written. */
export async function throws__(place: string, run: () => unknown, code: string): Promise<void> {
  let outcome: unknown = nothingThrown
  try {
    await run()
  } catch (error) {
    outcome = error
  }
  expectThrown(place, outcome, code)
}

/** `expression // => throws code`, in a function that is not async. */
export function throwsNow__(place: string, run: () => unknown, code: string): void {
  let outcome: unknown = nothingThrown
  try {
    run()
  } catch (error) {
    outcome = error
  }
  expectThrown(place, outcome, code)
}

const nothingThrown = Symbol('nothing was thrown')

function expectThrown(place: string, thrown: unknown, code: string): void {
  reached.add(place)
  if (thrown === nothingThrown) throw new Error(`${place}: nothing was thrown instead of ${code}`)
  const { code: actual, name } = Object(thrown) as { code?: unknown; name?: unknown }
  if (actual !== code && name !== code) {
    throw new Error(`${place}: ${String(thrown)} was thrown instead of ${code}`, { cause: thrown })
  }
}
