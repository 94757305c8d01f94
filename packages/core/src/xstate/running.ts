import { type AnyActor, type AnyStateMachine, createActor, type EventObject } from 'xstate'
import type { ActorContext } from '../actor/actor.ts'
import { onAbort } from '../call/on-abort.ts'
import { systemClock } from '../clock.ts'
import { ActorError } from '../errors.ts'
import { describeExit, type ExitReason } from '../isolate/exit.ts'
import { type KeptSnapshot, persist, resumeDelays } from './persist.ts'
import type { PlainSnapshot } from './protocol.ts'
import { Keeping, type SnapshotStore } from './store.ts'

type AnyPlainSnapshot = PlainSnapshot<AnyStateMachine>

/** Asks for the output that may wait at a time: they keep room on the way to the machine. */
const mostWaiting = 64

/** A machine while it is an actor: its end is the actor's end. */
export class RunningMachine {
  readonly #context: ActorContext
  readonly #machine: AnyActor
  readonly #keeping: Keeping | undefined
  readonly #waiting = new Set<() => void>()
  #latest: AnyPlainSnapshot | undefined
  #ended: ExitReason | undefined
  #started = false
  #askedForOutput = 0

  constructor(
    logic: AnyStateMachine,
    context: ActorContext,
    { store, kept }: { store?: SnapshotStore; kept?: KeptSnapshot },
  ) {
    this.#context = context
    this.#keeping = store && new Keeping(store, context.path, (error) => this.#crash(error))
    this.#machine = createActor(logic, {
      input: context.options as never,
      logger: (...words: unknown[]) => context.log.info(words.map(String).join(' ')),
      ...(kept && { snapshot: kept.snapshot }),
    } as never) as AnyActor
    this.#machine.subscribe({
      next: (snapshot) => this.#moved(snapshot as AnyPlainSnapshot),
      error: (error) => this.#crash(error),
    })
    this.#machine.start()
    if (kept) resumeDelays(this.#machine, kept)
    this.#mustNotHaveFailed()
    this.#started = true
    this.#keep()
    if (this.#ended) this.#leave()
  }

  /** Resolves when what the machine has come to is kept. */
  async kept(): Promise<void> {
    await this.#keeping?.settled
    this.#mustNotHaveFailed()
  }

  /** A promise where the snapshot that follows has to be kept first. */
  send(event: EventObject): void | Promise<void> {
    this.#mustLive('send')
    checkEvent(event, this.#context.path)
    this.#machine.send(event)
    this.#mustNotHaveFailed()
    if (this.#keeping?.settled) return this.kept()
  }

  snapshot(): AnyPlainSnapshot {
    this.#mustNotHaveFailed()
    return this.#latest!
  }

  /** The latest whenever the reader is ready for one. */
  async *snapshots(signal: AbortSignal): AsyncGenerator<AnyPlainSnapshot> {
    let seen: AnyPlainSnapshot | undefined
    while (!signal.aborted) {
      const latest = this.snapshot()
      if (latest === seen) await this.#change(signal)
      else yield (seen = latest)
      if (seen?.status === 'done') return
    }
  }

  async output(signal: AbortSignal): Promise<unknown> {
    const { path, signal: stopped } = this.#context
    if (this.#askedForOutput >= mostWaiting) throw tooManyWait(path)
    this.#askedForOutput++
    try {
      const given = AbortSignal.any([signal, stopped])
      while (this.snapshot().status !== 'done') {
        given.throwIfAborted()
        await this.#change(given)
      }
      return this.#latest!.output
    } finally {
      this.#askedForOutput--
    }
  }

  /** @throws What made the machine fail, so that the actor ends with it. */
  async stop(): Promise<void> {
    this.#machine.stop()
    await this.kept()
  }

  #moved(snapshot: AnyPlainSnapshot): void {
    const { value, context, tags, status, output } = snapshot
    const done = status === 'done'
    this.#latest = { value, context, tags: [...tags], status, ...(done && { output }) } as never
    if (this.#started) this.#keep()
    if (done) this.#end({ type: 'normal' })
    this.#wake()
  }

  #keep(): void {
    if (this.#latest?.status === 'done') return this.#keeping?.forget()
    try {
      this.#keeping?.save(persist(this.#machine))
    } catch (error) {
      this.#crash(error)
    }
  }

  #crash(error: unknown): void {
    this.#end({ type: 'error', error })
    this.#wake()
  }

  #end(reason: ExitReason): void {
    // A machine that is done can still fail to be forgotten.
    const leaving = this.#ended !== undefined
    if (this.#ended?.type !== 'error') this.#ended = reason
    if (!leaving && this.#started) this.#leave()
  }

  /** Later, when the setup is over and those who wait have been told. */
  #leave(): void {
    systemClock.after(0, () => this.#context.exit())
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake()
  }

  #change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake)
        forget()
        resolve()
      }
      const forget = onAbort(signal, wake)
      this.#waiting.add(wake)
      if (signal.aborted) wake()
    })
  }

  #mustNotHaveFailed(): void {
    if (this.#ended?.type === 'error') throw this.#ended.error
  }

  #mustLive(operation: string): void {
    if (this.#ended === undefined) return
    const { path: target } = this.#context
    const reason = this.#ended
    const words = `${target}.${operation}: the machine has ended: ${describeExit(reason)}`
    throw new ActorError('down', words, { target, operation, reason })
  }
}

/** XState steers machines with events of its own, which nobody else may send. */
function checkEvent(event: unknown, target: string): void {
  const type = (event as Partial<EventObject> | null | undefined)?.type
  if (typeof type === 'string' && !type.startsWith('xstate.')) return
  const issue =
    typeof type === 'string' ? `"${type}" is an event of XState's own` : 'an event has a type'
  throw new ActorError('invalid-message', `${target}.send was sent no event: ${issue}`, {
    target,
    operation: 'send',
    issues: [issue],
  })
}

function tooManyWait(target: string): ActorError {
  return new ActorError(
    'overflow',
    `${target}.done: ${mostWaiting} callers wait for the output already; read ${target}.snapshots`,
    { target, operation: 'done', capacity: mostWaiting, policy: 'reject' },
  )
}
