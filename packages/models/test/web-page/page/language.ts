import { type InspectionEvent, child, supervise } from '@troupe/core'
import { worker } from '@troupe/runtime-web'
import { Language } from '../../../src/tasks/language/index.ts'

/** The language actor in a worker, whose present worker can be got at. */
export function languageWorker(name: string) {
  let present: Worker | undefined
  const isolate = worker(
    () =>
      (present = new Worker(new URL('./language.worker.ts', import.meta.url), {
        type: 'module',
        name,
      })),
  )
  return { isolate, takeAway: () => present?.terminate() }
}

/** What went wrong and why, as data: an error does not get out of the page whole. */
export interface Told {
  readonly code: unknown
  readonly message: string
  readonly details: unknown
}

/** Which language a text is in, by an actor of its own; or the errors, from the first to the last cause. */
export async function tellLanguage(text: string): Promise<string | Told[]> {
  try {
    const app = await supervise({
      children: { language: child(Language, languageWorker('once').isolate) },
      deadline: 60_000,
      log: false,
    })
    const [first] = await app.children.language.ask.detect({ text })
    await app.stop()
    return first!.language
  } catch (error) {
    return [...causes(error)]
  }
}

function* causes(error: unknown): Generator<Told> {
  for (let next = error; next instanceof Error; next = next.cause) {
    const { code, message, details } = next as Error & { code?: unknown; details?: unknown }
    yield { code, message, details: JSON.parse(JSON.stringify(details ?? null)) }
  }
}

/** Several language actors under one supervisor that lets them come back as often as they must. */
export async function startLanguages(workers: readonly ReturnType<typeof languageWorker>[]) {
  const events: InspectionEvent[] = []
  const app = await supervise({
    restarts: { max: 10_000, within: 600_000 },
    children: Object.fromEntries(
      workers.map(({ isolate }, n) => [
        `language${n}`,
        child(Language, isolate, { stallTimeout: 3_000, backoff: { min: 0, max: 0 } }),
      ]),
    ),
    deadline: 120_000,
    log: false,
    inspect: (event) => events.push(event),
  })
  return { app, refs: Object.values(app.children), events }
}
