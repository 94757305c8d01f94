import { ActorError } from '../../errors.ts'
import { systemClock } from '../../clock.ts'
import type { RefResolver } from '../../wire/codec.ts'
import type { Destination, Request, Sink, Submission } from '../../wire/destination.ts'
import { Link, type LinkEnds } from '../../wire/link.ts'
import { describeExit, type ExitReason } from '../exit.ts'
import type { Packet } from '../isolate.ts'
import { arrival } from '../../actor/arrival.ts'
import type { ChannelPort, OpenChannel } from './port.ts'
import { tellNews } from './tell-news.ts'
import { Untold } from './untold.ts'

/** The isolate around a channel's end. */
export interface ChannelSurroundings {
  path(): string
  /** The line to the near side. */
  readonly link: Link
  readonly refs: RefResolver
  /** Who takes messages. */
  callee(): Destination
  /** Runs a task when this turn has nothing more to do. */
  readonly defer: LinkEnds['defer']
  /** What arrived is damaged, and nobody knows what else is. */
  crash(error: unknown): void
}

/** Calls are told apart by their number, on all the lines to one life. */
const callsOfOneChannel = 2 ** 32
const mostChannels = 2 ** 20

/** The end of a channel at which messages are taken. */
export class Intake implements Destination {
  readonly #channel: number
  readonly #around: ChannelSurroundings
  readonly #link: Link
  readonly #port: ChannelPort
  readonly #untold: Untold
  #packets = 0
  #over: { readonly reason: ExitReason; readonly forced: boolean } | undefined
  #closed = false
  #done = false

  constructor(channel: number, open: OpenChannel, around: ChannelSurroundings) {
    this.#untold = new Untold(around.path)
    this.#channel = (channel % mostChannels) + 1
    this.#around = around
    this.#port = open({
      receive: (packet) => this.#receive(packet),
      closed: () => {
        this.#closed = true
        this.#settle()
      },
    })
    this.#link = new Link({
      send: (packet) => {
        this.#packets++
        this.#port.send(packet)
      },
      callee: () => this,
      control() {},
      refs: around.refs,
      now: () => systemClock.now(),
      defer: around.defer,
      markStarted: (id) => this.#port.marks.markStarted(id),
    })
  }

  #receive(packet: Packet): void {
    try {
      this.#link.receive(packet)
    } catch (error) {
      this.#around.crash(error)
    }
  }

  submit(given: Request, sink: Sink): Submission {
    const request = { ...given, call: this.#channel * callsOfOneChannel + (given.call! >>> 0) }
    const callee = this.#around.callee()
    const followed = this.#around.link.measured && given.operation !== arrival
    if (!followed) return callee.submit(request, sink)
    const told = this.#untold.follow(
      request,
      sink,
      () => this.#packets + 1,
      () => this.#port.marks.read(),
    )
    const submission = callee.submit(request, told)
    return {
      ...submission,
      cancel: (reason) => {
        this.#untold.forget(request)
        submission.cancel(reason)
      },
    }
  }

  /** The caller is gone, which comes with the end of the channel; `forced`: it may still run. */
  end(reason: ExitReason, forced: boolean): void {
    this.#over = { reason, forced }
    this.#settle()
  }

  #settle(): void {
    if (this.#done || this.#over === undefined) return
    if (!this.#closed && !this.#over.forced) return
    const { reason } = this.#over
    const error = new ActorError('down', `Its caller is down: ${describeExit(reason)}`, {
      target: this.#around.path(),
      reason,
    })
    this.#tellUntold(error)
    this.close(error)
  }

  /** Nobody else is left who could tell how they ended. */
  #tellUntold(error: ActorError): void {
    for (const news of this.#untold.take(this.#port.marks.read(), error))
      tellNews(this.#around.link, news)
  }

  /** This side is over. */
  close(error: ActorError): void {
    this.#done = true
    this.#link.close(error)
    this.#port.close()
  }
}
