import type { Progress } from '../actor/actor.ts'
import { directory, nowhere } from '../actor/directory.ts'
import { type Clock, systemClock } from '../clock.ts'
import { ActorError } from '../errors.ts'
import type { AnyProtocol } from '../protocol/protocol.ts'
import { decode, type Encoded, type RefResolver } from '../wire/codec.ts'
import { type Activity, code, type Frame, type LogLevel, type Terms } from '../wire/frame.ts'
import { Link, type LinkEnds } from '../wire/link.ts'
import { soon } from '../wire/soon.ts'
import type { ActorRef } from '../actor/ref.ts'
import { Junction } from './channel/junction.ts'
import type { News } from '../inspect.ts'
import type { Destination } from '../wire/destination.ts'
import { describeExit, type ExitReason } from './exit.ts'
import { Inside } from './inside.ts'
import type { Connection, Isolate, Packet } from './isolate.ts'
import { serve, systemAddress } from './services.ts'
import { shared } from './shared.ts'

/** What an incarnation is told at its start. */
export interface Birth {
  readonly isolate: Isolate
  readonly protocol: AnyProtocol
  readonly address: string
  readonly path: string
  /** Unique to this life. */
  readonly incarnation: string
  /** Encoded options for the actor's setup. */
  readonly options: Encoded
  /** Whether native code may run where a kill has to wait for it. */
  readonly allowThread: boolean
  readonly refs: RefResolver
  /** Default: the runtime's. */
  readonly clock?: Clock
  /** How many attempts failed before. Default: 0. */
  readonly attempt?: number
  /** Whether it should tell what it does while it has work. */
  readonly watched?: boolean
  /** The tree that it belongs to, where it belongs to one. */
  readonly tree?: Tree
}

/** What a tree offers to the isolates in it. */
export interface Tree {
  readonly names: ReadonlyMap<string, ActorRef>
  enter(ref: ActorRef): void
  leave(ref: ActorRef): void
  tell(news: News): void
}

/** The course of a life, as it is told to whoever began it. */
export interface LifeEvents {
  ready(terms: Terms): void
  /** Something came from it. */
  active(): void
  /** It says what it does now, where it is watched. */
  activity?(activity: Activity): void
  progress(progress: Progress): void
  log(level: LogLevel, message: string, details: unknown): void
  output(line: string, stream: 'stdout' | 'stderr'): void
  /** It is gone. Comes once and last. */
  exited(reason: ExitReason): void
}

/** Milliseconds in which an isolate may leave that said its last word: what listens there may loop. */
const patience = 5_000

/** One life of an actor, seen from the near side: greeting, frames, goodbye, exit. */
export class Incarnation implements LinkEnds {
  readonly link: Link
  readonly #birth: Birth
  /** What lives inside it, once something does or asks for the tree. */
  #inside: Inside | undefined
  #services: Destination | undefined
  readonly #events: LifeEvents
  readonly #connection: Connection | undefined
  #junction: Junction | undefined
  /** What it said, or we know, of its end before it was gone. */
  #known: ExitReason | undefined
  /** It says that all its work waits for others, and nothing has been sent to it since. */
  #waits = false
  #gone = false
  #fenced = false
  #patience: (() => void) | undefined
  /** What it had begun may have been said in a packet that is damaged or missing. */
  #inDoubt = false

  constructor(birth: Birth, events: LifeEvents) {
    this.#birth = birth
    this.#events = events
    this.link = new Link(this)
    this.#connection = this.#start()
    if (this.#connection === undefined) return
    void this.#connection.exited.then((reason) => this.#end(reason))
    this.#greet()
  }

  #start(): Connection | undefined {
    const { isolate, path, incarnation, allowThread } = this.#birth
    try {
      return isolate.start({
        path,
        incarnation,
        nativeWaits: allowThread && !isolate.features.killInNative,
        receive: (packet) => this.#receive(packet),
        output: (line, stream) => this.#events.output(line, stream),
      })
    } catch (cause) {
      const words = cause instanceof Error ? cause.message : String(cause)
      const error = ActorError.is(cause)
        ? cause
        : new ActorError(
            'start-failed',
            `${path}: no ${isolate.kind} could be made: ${words}`,
            { target: path, phase: 'spawn' },
            { cause },
          )
      queueMicrotask(() => this.#end({ type: 'start-failed', error }))
      return undefined
    }
  }

  /** Its part in the channels of its tree. */
  get junction(): Junction | undefined {
    if (this.#connection === undefined) return undefined
    return (this.#junction ??= new Junction(this.link, this.#connection, this.#birth.tree))
  }

  get refs(): RefResolver {
    return this.#birth.refs
  }

  defer(task: () => void): void {
    if (this.#connection?.defer === undefined) soon(task)
    else this.#connection.defer(task)
  }

  callee(target: string, path: string): Destination {
    if (target !== systemAddress) return directory.find(target) ?? nowhere(path)
    return (this.#services ??= this.#serve())
  }

  #serve(): Destination {
    const { refs, tree } = this.#birth
    this.#inside = new Inside(this.link, refs, tree)
    return serve(refs, this.#inside)
  }

  #greet(): void {
    const {
      protocol,
      path,
      address,
      incarnation,
      options,
      isolate,
      allowThread,
      watched,
      attempt,
    } = this.#birth
    const allowNative = isolate.features.killInNative || allowThread
    const { fingerprint } = protocol as { fingerprint: string }
    this.link.post(
      [
        code.hello,
        {
          ...{ version: 1 as const, fingerprint, path, address, incarnation, allowNative },
          ...(watched && { watched }),
          ...(attempt && { attempt }),
        },
      ],
      options,
    )
  }

  send(packet: Packet): void {
    try {
      this.#connection?.send(packet)
    } catch (error) {
      return this.#break(error)
    }
    if (this.#waits) this.#does('working')
  }

  #does(activity: Activity): void {
    this.#waits = activity === 'waiting'
    this.#events.activity?.(activity)
  }

  #receive(packet: Packet): void {
    if (this.#gone || this.#fenced) return
    this.#events.active()
    try {
      this.link.receive(packet)
    } catch (error) {
      this.#inDoubt = true
      this.#break(error)
    }
  }

  /** Nothing gets through any more, one way or the other. */
  #break(error: unknown): void {
    this.#known ??= { type: 'error', error }
    this.kill()
  }

  control(frame: Frame, body: Encoded): void {
    switch (frame[0]) {
      case code.ready:
        return this.#events.ready(frame[1])
      case code.refused:
        return this.#leaves({ type: 'start-failed', error: decode(body, this.#birth.refs) })
      case code.progress: {
        const [, phase, done, total] = frame
        return this.#events.progress(total === null ? { phase, done } : { phase, done, total })
      }
      case code.activity:
        // What has been sent since may be more than it can bear: it says again that it waits.
        if (frame[1] === 'waiting' && frame[2] < this.link.sent) return
        return this.#does(frame[1])
      case code.log:
        return this.#events.log(frame[1], frame[2], decode(body, this.#birth.refs))
      case code.bye:
        return this.#leaves(decode(body, this.#birth.refs) as ExitReason)
      default:
        return this.junction?.control(frame)
    }
  }

  #leaves(reason: ExitReason): void {
    this.#known ??= reason
    this.#patience ??= (this.#birth.clock ?? systemClock).after(patience, () => this.kill(), true)
  }

  /** Unique to this life. */
  get id(): string {
    return this.#birth.incarnation
  }

  get pid(): number | undefined {
    return this.#connection?.pid
  }

  /**
   * Whether the far side had begun the call of this id, or may have. Memory or a file says so; where
   * neither is shared, a hole in what came makes it doubtful, and so does a life that is not gone yet.
   */
  hasStarted(id: number): boolean {
    const last = this.#lastBegun()
    if (last === undefined) return this.#inDoubt || !this.#gone
    return ((last - id) | 0) >= 0
  }

  #lastBegun(): number | undefined {
    const words = this.#connection?.shared
    if (words !== undefined) return Atomics.load(words, shared.started)
    return this.#gone ? this.#connection?.begun?.() : undefined
  }

  /** Whether it should tell how long its handlers run. */
  measure(measured: boolean): void {
    this.link.post([code.measure, measured])
  }

  /** Asks it to stop in order. */
  stop(): void {
    this.link.post([code.stop])
    this.link.flush()
  }

  /** Ends it by force, as soon as that is safe. */
  kill(): void {
    this.#known ??= { type: 'killed' }
    this.#connection?.kill()
  }

  /** It is as good as gone: nothing of it comes through any more. `exited` is still told. */
  fence(): void {
    this.#fenced = true
    this.#junction?.end({ type: 'killed' }, true)
    this.#closeLink({ type: 'killed' })
    this.#inside?.end()
  }

  /** Whether it keeps the process alive. */
  hold(alive: boolean): void {
    this.#connection?.hold?.(alive)
  }

  #end(reason: ExitReason): void {
    if (this.#gone) return
    this.#gone = true
    this.#patience?.()
    // A line that was found damaged before its packets came here.
    this.#inDoubt ||= reason.type === 'error' && ActorError.is(reason.error, 'undecodable')
    const final = this.#known ?? unexplained(reason)
    this.#events.exited(final)
    this.#junction?.end(final, false)
    this.#closeLink(final)
    this.#inside?.end()
  }

  #closeLink(reason: ExitReason): void {
    const { path } = this.#birth
    this.link.close(
      new ActorError('down', `${path} is down: ${describeExit(reason)}`, { target: path, reason }),
      'tell',
    )
  }
}

/** An exit code of 0 without a goodbye looks like success and is none. */
function unexplained(reason: ExitReason): ExitReason {
  return reason.type === 'exit' && reason.code === 0 ? { type: 'vanished' } : reason
}
