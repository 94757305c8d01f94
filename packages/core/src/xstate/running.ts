import { type AnyActor, type AnyStateMachine, createActor, type EventObject } from 'xstate'
import type { ActorContext } from '../actor/actor.ts'
import { onAbort } from '../call/on-abort.ts'
import { systemClock } from '../clock.ts'
import type { ExitReason } from '../isolate/exit.ts'
import { type KeptSnapshot, persist, resumeDelays } from './persist.ts'
import type { PlainSnapshot } from './protocol.ts'
import { checkEvent, ended, mostWaiting, tooManyWait } from './refusals.ts'
import { Keeping, type SnapshotStore } from './store.ts'

type AnyPlainSnapshot = PlainSnapshot<AnyStateMachine>

/** A machine while it is an actor: its end is the actor's end. */
export class RunningMachine {
  readonly #context: ActorContext
  readonly #machine: AnyActor
  readonly #keeping: Keeping | undefined
  readonly #waiting = new Set<() => void>()
  #now: AnyPlainSnapshot | undefined
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

  /** Later where an event that was sent before has yet to show. */
  snapshot(): AnyPlainSnapshot | Promise<AnyPlainSnapshot> {
    return this.#keeping?.settled ? this.kept().then(() => this.#shown()) : this.#shown()
  }

  /** The latest whenever the reader is ready for one. */
  async *snapshots(signal: AbortSignal): AsyncGenerator<AnyPlainSnapshot> {
    let seen: AnyPlainSnapshot | undefined
    while (!signal.aborted) {
      const latest = this.#shown()
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
      while (this.#shown().status !== 'done') {
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

  #moved({ value, context, tags, status, output }: AnyPlainSnapshot): void {
    const done = status === 'done'
    const plain = { value, context, tags: [...tags], status, ...(done && { output }) }
    this.#now = plain as AnyPlainSnapshot
    if (this.#started) this.#keep()
    if (done) this.#end({ type: 'normal' })
  }

  /** What others see is kept, or a crash could take it back; the end is for ever. */
  #keep(): void {
    const now = this.#now!
    const show = (): void => {
      if (this.#latest?.status === 'done') return
      this.#latest = now
      this.#wake()
    }
    if (now.status === 'done') this.#keeping?.forget()
    if (now.status === 'done' || this.#keeping === undefined) return show()
    try {
      this.#keeping.save(persist(this.#machine), show)
    } catch (error) {
      this.#crash(error)
    }
  }

  #shown(): AnyPlainSnapshot {
    this.#mustNotHaveFailed()
    return this.#latest!
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
    throw ended(this.#context.path, operation, this.#ended)
  }
}
