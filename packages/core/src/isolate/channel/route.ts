import type { Delivery, Ended } from '../../actor/delivery.ts'
import type { ActorError } from '../../errors.ts'
import type { Destination, Down, Request, Sink, Submission } from '../../wire/destination.ts'
import { code } from '../../wire/frame.ts'
import type { RefData } from '../../wire/ref-codec.ts'
import type { ExitReason } from '../exit.ts'
import { remote } from '../remote.ts'
import { Branch, type Offer } from './branch.ts'
import type { ChannelSurroundings } from './intake.ts'
import { newsOf, tellNews } from './tell-news.ts'

/** The way to an actor in another isolate: through the app, or a channel where there is one. */
export class Route implements Destination {
  readonly #data: RefData
  readonly #around: ChannelSurroundings
  readonly #remote: Destination
  #asked = false
  #branch: Branch | undefined
  /** A later life, whose channel waits for the end of the one before. */
  #next: Offer | undefined
  /** Notices that come behind what the end of the channel brings. */
  #held: (() => void)[] = []

  constructor(data: RefData, around: ChannelSurroundings) {
    this.#data = data
    this.#around = around
    this.#remote = remote(around.link, data, around.refs)
  }

  submit(request: Request, sink: Sink): Submission {
    if (this.#branch !== undefined) return this.#branch.submit(request, sink)
    if (!this.#asked) {
      this.#asked = true
      this.#around.link.post([code.connect, this.#data.address])
    }
    return this.#remote.submit(request, sink)
  }

  watch(watcher: (down: Down) => void): () => void {
    return this.#remote.watch!((down) => {
      if (this.#branch?.ending === true) this.#held.push(() => watcher(down))
      else watcher(down)
    })
  }

  offer(offer: Offer): void {
    if (this.#branch !== undefined) this.#next = offer
    else this.#branch = this.#branchFor(offer)
  }

  #branchFor(offer: Offer): Branch {
    const { address, path } = this.#data
    const { link } = this.#around
    const owner = {
      path,
      away: (request: Request, sink: Sink) => link.call(address, request, sink, path),
      ended: (delivery: Delivery, how: Ended) => this.#tellEnd(delivery, how),
      dry: () => link.post([code.channelDrained, offer.channel]),
      idle: () => {
        link.post([code.channelDrained, offer.channel])
        this.#goOn()
      },
    }
    return new Branch(offer, owner, this.#around)
  }

  #tellEnd(delivery: Delivery, how: Ended): void {
    const { link } = this.#around
    if (link.measured) tellNews(link, newsOf(this.#data.path, delivery, how))
  }

  #goOn(): void {
    const next = this.#next
    this.#next = undefined
    this.#branch = next && this.#branchFor(next)
    const held = this.#held
    this.#held = []
    for (const tell of held) tell()
  }

  drain(channel: number): void {
    if (this.#branch?.channel === channel) this.#branch.retire()
    else if (this.#next?.channel === channel) this.#discard(this.#next)
  }

  /** Whether the channel was this actor's. */
  end(channel: number, reason: ExitReason, forced: boolean): boolean {
    if (this.#branch?.channel === channel) this.#branch.end(reason, forced)
    else if (this.#next?.channel === channel) this.#discard(this.#next)
    else return false
    return true
  }

  /** A life ended before the one before it was through with its end. */
  #discard({ channel, open }: Offer): void {
    this.#next = undefined
    this.#around.link.post([code.channelDrained, channel])
    open({ receive() {}, closed() {} }).close()
  }

  close(error: ActorError): void {
    this.#branch?.close(error)
  }
}
