import { refResolver } from '../actor/create-ref.ts'
import type { ActorRef } from '../actor/ref.ts'
import { directory, nowhere } from '../actor/directory.ts'
import type { Caller } from '../call/caller.ts'
import type { Clock, Random } from '../clock.ts'
import { HostClock } from './host-clock.ts'
import type { IsolateHost } from '../isolate/isolate.ts'
import type { InspectionEvent, Inspector, MessageCounter, News } from '../inspect.ts'
import type { RefResolver } from '../wire/codec.ts'
import { Agenda } from './agenda.ts'
import { Audience } from './audience.ts'
import { Tracing } from './tracing.ts'

/** What all members of one tree share. */
export interface System extends Caller {
  readonly random: Random
  /** Whether idle isolates keep the process alive. */
  readonly keepAlive: boolean
  /** What its supervisors have to do. */
  readonly agenda: Agenda
  /** Actors that live or will live again, by path. */
  readonly names: Map<string, ActorRef>
  /** Isolates of this process or page belong to the tree from now on. */
  join(host: IsolateHost): void
  /** An actor lives at its path now, or will live again. */
  enter(ref: ActorRef): void
  /** No actor lives at this path any more. */
  leave(ref: ActorRef): void
  tell(news: News): void
  /** Tells what has its time already. */
  publish(event: InspectionEvent): void
  /** Tells of a message that ended well at its first delivery, to those who want an event of each. */
  publishEveryday(event: InspectionEvent): void
  /** Tells of such a message to those who want its numbers. */
  readonly count: MessageCounter
  /** Whether anybody beside the log hears the events: handlers are timed. */
  readonly measuring: boolean
  readonly tracing: Tracing
  /** Whether anybody wants an event of each message that ended well. */
  readonly everyday: boolean
  /** @returns A function that takes the inspector away. */
  inspect(inspector: Inspector, counter?: MessageCounter): () => void
  /**
   * Hears the events like an inspector, and asks for no times.
   *
   * @param sparing It leaves out messages that ended well.
   */
  log(inspector: Inspector, sparing?: boolean): void
}

/** How a system is set up. */
export interface SystemOptions {
  /** Default: that of what holds the isolates, else the runtime's. */
  readonly clock?: Clock
  readonly random: Random
  readonly deadline: number
  readonly keepAlive: boolean
  /** How refs in messages are read. Default: those of actors on this side of the wire work. */
  readonly refs?: RefResolver
  /** Who waits for what is asked now. Default: nobody, as outside of every handler. */
  readonly chain?: Caller['chain']
  /** Hears of the processes or pages that the isolates of this tree belong to, of each once or more. */
  onHost?(host: IsolateHost): void
  /** Who else hears which actors there are. */
  readonly around?: Pick<System, 'enter' | 'leave'>
}

/** Makes the system of one tree. */
export function createSystem(options: SystemOptions): System {
  const audience = new Audience()
  const names = new Map<string, ActorRef>()
  const { deadline, around } = options
  const hostClock = new HostClock()
  const clock = options.clock ?? hostClock
  const here = refResolver(({ address, path }) => directory.find(address) ?? nowhere(path), {
    clock,
    deadline,
  })
  return {
    ...options,
    clock,
    refs: options.refs ?? here,
    agenda: new Agenda(),
    tracing: new Tracing(),
    join(host) {
      hostClock.follow(host)
      options.onHost?.(host)
    },
    names,
    enter(ref) {
      names.set(ref.path, ref)
      around?.enter(ref)
    },
    leave(ref) {
      if (names.get(ref.path)?.address === ref.address) names.delete(ref.path)
      around?.leave(ref)
    },
    tell(news) {
      audience.publish({ ...news, at: clock.now() } as InspectionEvent)
    },
    publish: (event) => audience.publish(event),
    publishEveryday: (event) => audience.publishEveryday(event),
    count: (path, milliseconds, compute) => audience.count(path, milliseconds, compute),
    get measuring() {
      return audience.measuring
    },
    get everyday() {
      return audience.everyday
    },
    log: (inspector, sparing = false) => audience.log(inspector, sparing),
    inspect: (inspector, counter) => audience.inspect(inspector, counter),
  }
}
