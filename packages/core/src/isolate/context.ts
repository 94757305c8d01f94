import type { Actor, ActorContext, Behaviour, Log, Progress } from '../actor/actor.ts'
import { withOwn } from '../actor/create-ref.ts'
import { pathIn } from '../actor/path.ts'
import type { ActorRef } from '../actor/ref.ts'
import { speaking } from '../actor/speaking.ts'
import { wrongArgument } from '../argument.ts'
import { ActorError } from '../errors.ts'
import { inWords } from '../in-words.ts'
import type { AnyProtocol } from '../protocol/protocol.ts'
import { encode, type RefResolver } from '../wire/codec.ts'
import { code, type Hello, type LogLevel } from '../wire/frame.ts'
import type { Link } from '../wire/link.ts'
import { refData } from '../wire/ref-codec.ts'
import type { Native } from './native.ts'
import type { Offspring } from './offspring.ts'
import { requestLookup } from './remote.ts'

/** What the host gives so that a setup can run. */
export interface SetupSurroundings {
  readonly hello: Hello
  readonly options: unknown
  /** What few setups use is made for those. */
  offspring(): Offspring
  signal(): AbortSignal
  native(): Native
  readonly link: Link
  readonly refs: RefResolver
  exit(): void
}

/**
 * Runs an actor's setup.
 *
 * @throws {ActorError<'start-failed'>} The setup threw, or left an operation without a handler.
 */
export async function contextFor(actor: Actor, around: SetupSurroundings): Promise<Behaviour> {
  const { path } = around.hello
  let handlers: Behaviour
  try {
    handlers = (await actor.setup(contextOf(actor, around))) as Behaviour
  } catch (cause) {
    if (ActorError.is(cause, 'start-failed') || ActorError.is(cause, 'attempt-failed')) throw cause
    const words = cause instanceof Error ? cause.message : String(cause)
    throw new ActorError(
      'start-failed',
      `${path}: its setup failed: ${words}`,
      { target: path, phase: 'setup' },
      { cause },
    )
  }
  const wrong = problemWith(handlers, actor)
  if (wrong !== undefined)
    throw new ActorError('start-failed', `${path}: ${wrong}`, { target: path, phase: 'setup' })
  return handlers
}

/** What is wrong with what a setup returned, and what to do. */
function problemWith(handlers: unknown, { protocol }: Actor): string | undefined {
  if (typeof handlers !== 'object' || handlers === null)
    return `its setup returned ${inWords(handlers)} instead of handlers; return { ... } with one for each operation`
  const operations = Object.keys(protocol.operations as object)
  const given = handlers as Record<string, unknown>
  const missing = operations.filter((operation) => typeof given[operation] !== 'function')
  if (missing.length === 0) return undefined
  const others = Object.keys(given).filter((name) => !operations.includes(name))
  const besides = others.length === 0 ? '' : `, but one for ${others.join(', ')}`
  return `its setup returned no handler for ${missing.join(', ')}${besides}; a handler is named like its operation`
}

function contextOf(actor: Actor, around: SetupSurroundings): ActorContext {
  const { hello, link } = around
  let self: ActorContext['self'] | undefined
  let log: Log | undefined
  return {
    get self() {
      return (self ??= selfOf(actor, around))
    },
    path: hello.path,
    options: around.options,
    get signal() {
      return around.signal()
    },
    get log() {
      return (log ??= logTo(link))
    },
    attempt: hello.attempt ?? 0,
    lookup: (protocol, path) => lookUp(around, protocol, path),
    get native() {
      return around.native()
    },
    exit: () => around.exit(),
    progress(progress) {
      const { phase, done, total } = checkProgress(progress)
      link.post([code.progress, phase, done, total ?? null])
      link.flush()
    },
  }
}

/** The actor's own ref, with what only the actor itself may do. */
function selfOf(actor: Actor, { hello, offspring, refs }: SetupSurroundings): ActorContext['self'] {
  const { address, path } = hello
  const ref = refs(refData({ protocol: actor.protocol, address, path }))
  const { spawn, stopChild, list } = offspring()
  return withOwn(ref, { spawn, stopChild, list })
}

async function lookUp<P extends AnyProtocol>(
  { hello, link, refs }: SetupSurroundings,
  protocol: P,
  path: string,
): Promise<ActorRef<P> | undefined> {
  const [app] = hello.path.split('/') as [string]
  const ref = (await requestLookup(link, pathIn(app, path), refs)) as ActorRef | undefined
  return ref && speaking(protocol, ref)
}

function checkProgress(progress: Progress): Progress {
  const { phase, done, total } = (progress ?? {}) as Partial<Progress>
  const isTotal = total === undefined || typeof total === 'number'
  if (typeof phase === 'string' && typeof done === 'number' && isTotal) return progress
  const hint = "pass { phase: 'download', done: 3, total: 10 }"
  throw wrongArgument('progress', progress, hint)
}

function logTo(link: Link): Log {
  const write = (level: LogLevel) => (message: string, details?: unknown) => {
    // What is logged in a hurry is an error or an object often enough.
    const isText = typeof message === 'string'
    const body = encodeDetails(isText ? details : (details ?? message))
    link.post([code.log, level, isText ? message : summaryOf(message)], body)
    // The last line before an exit is the one that matters.
    link.flush()
  }
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}

/** A log line must never fail for what hangs on it. */
function encodeDetails(details: unknown): ReturnType<typeof encode> {
  try {
    return encode(details)
  } catch {
    return encode(summaryOf(details))
  }
}

function summaryOf(value: unknown): string {
  return value instanceof Error ? String(value.message) : inWords(value)
}

/** Lets what the setup returned clean up. */
export async function disposeOf(handlers: Behaviour): Promise<void> {
  if (handlers[Symbol.asyncDispose] !== undefined) await handlers[Symbol.asyncDispose]!()
  else handlers[Symbol.dispose]?.()
}
