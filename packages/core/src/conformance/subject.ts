import type { TestContext } from 'vitest'
import type { ActorRef } from '../actor/ref.ts'
import type { ExitReason } from '../isolate/exit.ts'
import type { InspectionEvent } from '../inspect.ts'
import type { Isolate, IsolateFeatures } from '../isolate/isolate.ts'
import { child, type ChildOptions } from '../supervise/child.ts'
import { type App, supervise } from '../supervise/supervise.ts'
import { type Fault, Scripted } from './scripted.protocol.ts'

/** What an adapter brings to be tested: isolates that serve certain modules. */
export interface Subject {
  /** Serves `@troupe/core/conformance/actor`. */
  scripted(): Isolate
  /** Serves `@troupe/core/conformance/orderly`. Without it, the cases that need it are skipped. */
  orderly?(): Isolate
  /** Serves `@troupe/core/conformance/peer`. Without it, the cases that need it are skipped. */
  peer?(): Isolate
  /** Serves a module that is not there. */
  missing(): Isolate
  /** Serves a module that cannot be parsed, or that throws while it loads. */
  broken(): Isolate
  /** Serves a module whose default export is no actor. */
  noActor(): Isolate
  /** How an exit of the scripted actor with code 3 shows. Default: `{ type: 'exit', code: 3 }`. */
  readonly exit?: ExitReason
  /** Faults that this kind cannot be put to, and why: their cases are skipped with that reason. */
  readonly impossible?: Partial<Readonly<Record<Fault, string>>>
}

/** A tree with one scripted actor, and what happened in it. */
export interface Stage extends AsyncDisposable {
  readonly app: App
  readonly actor: ActorRef<typeof Scripted>
  readonly events: readonly InspectionEvent[]
  /** Resolves with the first event that fits, also one of before. */
  event(fits: (event: InspectionEvent) => boolean): Promise<InspectionEvent>
}

/** Starts one scripted actor. */
export async function stage(
  isolate: Isolate,
  options: ChildOptions<typeof Scripted> = {},
): Promise<Stage> {
  const events: InspectionEvent[] = []
  const waiting: {
    fits: (event: InspectionEvent) => boolean
    found: (event: InspectionEvent) => void
  }[] = []
  const app = await supervise({
    restarts: { max: 10, within: 60_000 },
    children: { actor: child(Scripted, isolate, { backoff: { min: 0, max: 0 }, ...options }) },
    log: false,
    inspect(event) {
      events.push(event)
      for (const { fits, found } of waiting) if (fits(event)) found(event)
    },
  })
  return {
    app,
    actor: app.children.actor,
    events,
    event: (fits) =>
      new Promise((resolve) => {
        const before = events.find(fits)
        if (before !== undefined) resolve(before)
        else waiting.push({ fits, found: resolve })
      }),
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
  }
}

/** Skips a test, with the reason, where the isolate kind lacks what the test is about. */
export function needs(
  context: TestContext,
  isolate: Isolate,
  ...features: (keyof IsolateFeatures)[]
): void {
  const lacking = features.filter((feature) => !isolate.features[feature])
  if (lacking.length > 0) context.skip(`${isolate.kind} declares no ${lacking.join(', ')}`)
}

/** The isolate with the orderly actor; skips a test, with the reason, where there is none. */
export function needsOrderly(context: TestContext, { orderly }: Subject): Isolate {
  return orderly === undefined ? context.skip('the subject serves no orderly actor') : orderly()
}

/** The isolate with the peer actor; skips a test, with the reason, where there is none. */
export function needsPeer(context: TestContext, { peer }: Subject): Isolate {
  return peer === undefined ? context.skip('the subject serves no peer actor') : peer()
}

/** What a promise rejects with; fails the test if it does not. */
export async function rejection(
  promise: Promise<unknown>,
): Promise<Error & { code?: string; details?: unknown }> {
  return promise.then(
    (value) => Promise.reject(new Error(`expected a rejection, got ${JSON.stringify(value)}`)),
    (error: unknown) => error as Error,
  )
}
