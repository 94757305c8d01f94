import { ActorError, child, supervise, type InspectionEvent } from '@troupe/core'
import { Scripted } from '@troupe/core/conformance/protocol'
import { capabilities, worker } from '@troupe/runtime-web'
import { Probe } from '../fixtures/probe.protocol.ts'
import { workers } from '../support/workers.ts'

const scripted = () =>
  worker(
    () =>
      new Worker(new URL('../fixtures/scripted.worker.ts', import.meta.url), { type: 'module' }),
  )

/** What went wrong, as data: an error does not get out of the page whole. */
interface Told {
  readonly code: unknown
  readonly message: string
  readonly details: unknown
  readonly cause?: Told
}

function tell(error: unknown): Told {
  const { code, message, details, cause } = error as ActorError
  return {
    code,
    message,
    details,
    ...(ActorError.is(cause) ? { cause: tell(cause) } : {}),
  }
}

/** Tries to start the worker whose script is at `url`. */
async function attempt(url: string, startTimeout = 10_000): Promise<Told | 'started'> {
  try {
    const app = await supervise({
      children: {
        actor: child(
          Probe,
          worker(() => new Worker(url, { type: 'module' })),
          { startTimeout },
        ),
      },
      log: false,
    })
    await app.stop()
    return 'started'
  } catch (error) {
    return tell(error)
  }
}

/** Starts the actor of the conformance suite and keeps it. */
async function begin(options: { stallTimeout?: number; deadline?: number } = {}) {
  const { deadline, stallTimeout } = options
  const events: InspectionEvent[] = []
  const app = await supervise({
    ...(deadline !== undefined && { deadline }),
    children: {
      actor: child(Scripted, scripted(), { ...(stallTimeout !== undefined && { stallTimeout }) }),
    },
    log: false,
    inspect: (event) => events.push(event),
  })
  return { app, actor: app.children.actor, events }
}

/** Whether text can be turned into code, asked while nothing but the page's own policy decides. */
const pageEval = attemptEval()

function attemptEval(): string {
  try {
    return String(new Function('return "allowed"')())
  } catch (error) {
    return (error as Error).name
  }
}

/** What becomes of text that should turn into code, here and in a worker. */
async function evals(): Promise<{ page: string; worker: string }> {
  const app = await supervise({ children: { probe: child(Probe, workers.probe()) }, log: false })
  const inWorker = app.children.probe.ask.run('return "allowed"').catch(({ cause }) => cause.name)
  const told = { page: pageEval, worker: String(await inWorker) }
  await app.stop()
  return told
}

/** What the tests call from outside. */
export const page = { attempt, begin, capabilities, evals, tell }

declare global {
  var page: typeof import('./main.ts').page
}

globalThis.page = page
