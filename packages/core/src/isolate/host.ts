import type { Actor, Behaviour, Decision } from '../actor/actor.ts'
import { RunningBehaviour, type Surroundings } from '../actor/behaviour.ts'
import { refResolver } from '../actor/create-ref.ts'
import { type Destination, refused, type Request, type Sink } from '../wire/destination.ts'
import { directory, nowhere } from '../actor/directory.ts'
import { systemClock } from '../clock.ts'
import { ActorError, type StartPhase } from '../errors.ts'
import { cycle } from '../wire/chain.ts'
import { decode, encode, type Encoded } from '../wire/codec.ts'
import { code, type Frame, type Hello } from '../wire/frame.ts'
import { Link, type LinkEnds } from '../wire/link.ts'
import type { RefData } from '../wire/ref-codec.ts'
import { Reporting } from './activity.ts'
import { type ActorSource, prepare, startFailure, termsOf } from './prepare.ts'
import { Channels } from './channel/channels.ts'
import type { OpenChannel } from './channel/port.ts'
import { contextFor, disposeOf } from './context.ts'
import type { ExitReason } from './exit.ts'
import type { FarSide, Host } from './far-side.ts'
import { encodeReason } from './encode-reason.ts'
import type { Packet } from './isolate.ts'
import { type Native, nativeGate } from './native.ts'
import { Offspring } from './offspring.ts'
import { remote } from './remote.ts'
import { serve, systemAddress } from './services.ts'
import { markStarted } from './shared.ts'

/**
 * Serves one actor inside an isolate: greets, runs its setup, hands it messages, and says goodbye.
 *
 * @param farSide The isolate's own end of the connection.
 * @param load Imports the actor's module and gives its default export.
 * @example
 * ```ts
 * import { actor, ask, protocol } from '@troupe/core'
 * import { host } from '@troupe/core/isolate'
 *
 * const Echo = protocol('echo', { say: ask<string, string>() })
 * const echo = actor(Echo, () => ({ say: (words) => words }))
 * const left: number[] = []
 * const hosted = host({ send() {}, close: (code) => left.push(code) }, async () => echo)
 * hosted.crash(new Error('nobody caught this'))
 * left // => [1]
 * ```
 */
export function host(farSide: FarSide, load: () => Promise<unknown>): Host {
  return new Hosting(farSide, load)
}

/** What only some actors need comes into being when they do: there may be thousands. */
class Hosting implements Host, LinkEnds, Surroundings {
  readonly #farSide: FarSide
  readonly #load: () => Promise<unknown>
  readonly #link: Link
  readonly #reporting: Reporting
  readonly refs = refResolver((data) => this.#elsewhere(data), {
    clock: systemClock,
    deadline: Infinity,
    chain: () => this.#behaviour?.chain,
  })
  readonly markStarted: ((id: number) => void) | undefined
  #native: Native | undefined
  #stopping: AbortController | undefined
  /** Why it was told to stop. */
  #stopped: ActorError | undefined
  #services: Destination | undefined
  #channels: Channels | undefined
  #hello: Hello | undefined
  #offspring: Offspring | undefined
  #behaviour: RunningBehaviour | undefined
  #handlers: Behaviour | undefined
  #stop: Promise<void> | undefined
  #left = false

  constructor(farSide: FarSide, load: () => Promise<unknown>) {
    this.#farSide = farSide
    this.#load = load
    const words = farSide.shared
    this.markStarted = words ? (id) => markStarted(words, id) : farSide.markStarted
    this.#link = new Link(this)
    this.#reporting = new Reporting(this.#link)
  }

  get path(): string {
    return this.#hello?.path ?? 'actor'
  }

  get incarnation(): string {
    return this.#hello?.incarnation ?? ''
  }

  get defer(): FarSide['defer'] {
    return this.#farSide.defer
  }

  get sameThread(): boolean | undefined {
    return this.#farSide.sameThread
  }

  /** Native code, guarded and told of. */
  get native(): Native {
    const { shared } = this.#farSide
    return (this.#native ??= this.#reporting.around(
      nativeGate(shared, () => this.leave({ type: 'killed' })),
    ))
  }

  get rest(): Surroundings['rest'] {
    return this.#reporting.rest
  }

  heartbeat(): void {
    this.#reporting.heartbeat()
  }

  now(): number {
    return systemClock.now()
  }

  send(packet: Packet): void {
    this.#farSide.send(packet)
  }

  lay(channel: number, open: OpenChannel): void {
    this.channels.lay(channel, open)
  }

  crash(error: unknown): void {
    this.leave({ type: 'error', error })
  }

  failed(decision: Exclude<Decision, 'resume'>, error: unknown): void {
    if (decision === 'stop') return void this.stop({ type: 'shutdown' })
    this.leave({ type: 'error', error, ...(decision === 'escalate' && { escalate: true }) })
  }

  /** Aborted when it is to stop. */
  get signal(): AbortSignal {
    if (this.#stopping === undefined) {
      this.#stopping = new AbortController()
      if (this.#stopped !== undefined) this.#stopping.abort(this.#stopped)
    }
    return this.#stopping.signal
  }

  /** Those of other isolates to this one, and of this one to others. */
  get channels(): Channels {
    return (this.#channels ??= new Channels({
      path: () => this.path,
      link: this.#link,
      refs: this.refs,
      callee: () => this.callee(''),
      defer: this.#farSide.defer,
      crash: (error) => this.leave({ type: 'error', error }),
    }))
  }

  callee(target: string, path = this.path): Destination {
    if (target === systemAddress) return (this.#services ??= serve(this.refs))
    const found =
      target === '' || target === this.#hello?.address ? this.#behaviour : directory.find(target)
    return found ?? nowhere(path || this.path)
  }

  receive(packet: Packet): void {
    try {
      this.#link.receive(packet)
      this.#reporting.received()
    } catch (error) {
      this.leave({ type: 'error', error })
    }
  }

  control(frame: Frame, body: Encoded): void {
    if (frame[0] === code.hello) void this.#start(frame[1], body)
    else if (frame[0] === code.stop) void this.stop({ type: 'shutdown' })
    else this.channels.control(frame, body)
  }

  async #start(hello: Hello, options: Encoded): Promise<void> {
    this.#hello = hello
    this.#reporting.watched = hello.watched === true
    const source: ActorSource = { load: () => this.#loaded(), hello }
    try {
      const actor = await prepare(source)
      const handlers = await this.#setUp(actor, hello, decode(options, this.refs))
      this.#handlers = handlers
      this.#behaviour = new RunningBehaviour(actor, handlers, this)
      this.#link.post([code.ready, termsOf(actor.options)])
    } catch (error) {
      this.#refuse(error)
    }
  }

  /** A module may bring native code along, which a kill must not meet. */
  #loaded(): Promise<unknown> {
    if (this.#farSide.shared === undefined) return this.#load()
    return nativeGate(this.#farSide.shared, () => this.leave({ type: 'killed' }))(this.#load)
  }

  #setUp(actor: Actor, hello: Hello, options: unknown): ReturnType<typeof contextFor> {
    return contextFor(actor, {
      hello,
      options,
      offspring: () => this.offspring,
      signal: () => this.signal,
      native: () => this.native,
      link: this.#link,
      refs: this.refs,
      exit: () => void this.stop({ type: 'normal' }),
    })
  }

  /** The children that it starts itself. */
  get offspring(): Offspring {
    return (this.#offspring ??= new Offspring({
      path: this.path,
      link: this.#link,
      refs: this.refs,
      chain: () => this.#behaviour?.chain,
      direct: () => this.#channels?.any === true,
      gaveUp: (reason) => this.leave(reason),
    }))
  }

  #refuse(error: unknown): void {
    const failure = startFailure(this.path, error)
    const phase: StartPhase = ActorError.is(failure, 'start-failed')
      ? failure.details.phase
      : 'handshake'
    const body = encode(failure)
    this.#link.post([code.refused, phase], body)
    this.#end(1)
  }

  /** Sends what waits for the end of the turn, which will not come. */
  flush(): void {
    this.#link.flush()
  }

  /** Stops in order, once: finish what is in work, clean up, say goodbye. */
  stop(reason: ExitReason): Promise<void> {
    return (this.#stop ??= this.#finish(reason))
  }

  async #finish(reason: ExitReason): Promise<void> {
    const { path = 'actor' } = this.#hello ?? {}
    const stopped = new ActorError('down', `${path} was stopped`, { target: path, reason })
    this.#stopped = stopped
    this.#stopping?.abort(stopped)
    try {
      await this.#behaviour?.stop(stopped)
      await this.#offspring?.stop()
      if (this.#handlers !== undefined) await disposeOf(this.#handlers)
      this.leave(reason)
    } catch (error) {
      this.leave({ type: 'error', error })
    }
  }

  /** Says why and ends the isolate. */
  leave(reason: ExitReason): void {
    if (this.#left) return
    this.#channels?.close(reason)
    const body = encodeReason(reason)
    this.#link.post([code.bye], body)
    this.#end(reason.type === 'normal' || reason.type === 'shutdown' ? 0 : 1)
  }

  #end(exitCode: number): void {
    if (this.#left) return
    this.#left = true
    this.#offspring?.abandon()
    const gone = new ActorError('down', 'The isolate is gone', {
      target: this.#hello?.path ?? '',
      reason: { type: 'shutdown' },
    })
    this.#link.close(gone)
    void this.#behaviour?.stop(gone)
    this.#farSide.close(exitCode)
  }

  /** Refs to actors that are not in here go through the near side. */
  #elsewhere(data: RefData): Destination {
    const { address } = data
    const away = remote(this.#link, data, this.refs)
    if (address !== this.#hello?.address)
      return directory.find(address) ?? this.channels.route(data) ?? away
    return {
      ...away,
      submit: (request: Request, sink: Sink) =>
        request.kind === 'tell' ? away.submit(request, sink) : this.#refuseSelf(request, sink),
    }
  }

  /** An actor that waits for itself waits for ever; a tell to itself is fine. */
  #refuseSelf({ operation }: Request, sink: Sink): ReturnType<Destination['submit']> {
    const { path = '', incarnation = '' } = this.#hello ?? {}
    sink.fail(cycle(path, operation, [[incarnation, path, 0]], incarnation))
    return refused
  }
}
