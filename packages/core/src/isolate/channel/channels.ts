import { ActorError } from '../../errors.ts'
import { decode, type Encoded } from '../../wire/codec.ts'
import type { Destination } from '../../wire/destination.ts'
import { code, type Frame } from '../../wire/frame.ts'
import type { RefData } from '../../wire/ref-codec.ts'
import type { ExitReason } from '../exit.ts'
import { type ChannelSurroundings, Intake } from './intake.ts'
import type { OpenChannel } from './port.ts'
import { Route } from './route.ts'

/** All channels of one isolate: those to it, and those from it. */
export class Channels {
  readonly #around: ChannelSurroundings
  /** Ends that the runtime brought and nobody was told the use of yet. */
  readonly #laid = new Map<number, OpenChannel>()
  readonly #intakes = new Map<number, Intake>()
  readonly #routes = new Map<string, Route>()

  constructor(around: ChannelSurroundings) {
    this.#around = around
  }

  /** The runtime brings an end. */
  lay(channel: number, open: OpenChannel): void {
    this.#laid.set(channel, open)
  }

  /**
   * The way to an actor in another isolate, if a channel may be part of it. A tell has to outlive its
   * sender, so those who are told things stay on the way through the app.
   */
  route(data: RefData): Destination | undefined {
    if (Object.values(data.operations).includes('tell')) return undefined
    const known = this.#routes.get(data.address)
    if (known !== undefined) return known
    const route = new Route(data, this.#around)
    this.#routes.set(data.address, route)
    return route
  }

  /** Whether there are any, or were. */
  any = false

  control(frame: Frame, body: Encoded): void {
    if (frame[0] === code.channel) this.#begin(frame)
    else if (frame[0] === code.channelDrain) {
      for (const route of this.#routes.values()) route.drain(frame[1])
    } else if (frame[0] === code.channelEnd) {
      this.#end(frame[1], decode(body, this.#around.refs) as ExitReason, frame[2])
    }
  }

  #begin([, channel, role]: Extract<Frame, { 0: typeof code.channel }>): void {
    const open = this.#laid.get(channel)
    this.#laid.delete(channel)
    if (open === undefined) return
    this.any = true
    if (role.role === 'callee') {
      this.#intakes.set(channel, new Intake(channel, open, this.#around))
      return
    }
    const { address, terms, mailbox } = role
    this.#routes.get(address)?.offer({ channel, terms, mailbox, open })
  }

  #end(channel: number, reason: ExitReason, forced: boolean): void {
    this.#intakes.get(channel)?.end(reason, forced)
    this.#intakes.delete(channel)
    for (const route of this.#routes.values()) if (route.end(channel, reason, forced)) return
  }

  /** The isolate is over: what is on its way to others is given up, all that it said leaves. */
  close(reason: ExitReason): void {
    const path = this.#around.path()
    const error = new ActorError('down', `${path} is down`, { target: path, reason })
    for (const route of this.#routes.values()) route.close(error)
    for (const intake of this.#intakes.values()) intake.close(error)
  }
}
