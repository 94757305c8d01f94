import { systemClock } from '../../clock.ts'
import type { ActorError } from '../../errors.ts'
import type { Outcome } from '../../actor/delivery.ts'
import type { Request, Sink } from '../../wire/destination.ts'
import type { MessageNews } from './tell-news.ts'

/** A message whose end was sent to its caller, in which packet. */
interface Ending {
  readonly packet: number
  readonly news: MessageNews
}

/**
 * The messages of a channel whose caller has not heard of their end, who would tell inspectors of it.
 * When the caller is gone, the callee's side does that in its place.
 */
export class Untold {
  readonly #path: () => string
  /** What is open, and since when. */
  readonly #open = new Map<Request, number>()
  #endings: Ending[] = []

  constructor(path: () => string) {
    this.#path = path
  }

  /**
   * @param packet The number of the packet that the next frame is part of.
   * @param read The number of the last packet that the caller has read.
   */
  follow(request: Request, sink: Sink, packet: () => number, read: () => number): Sink {
    this.#open.set(request, systemClock.now())
    const ended = (outcome: Outcome, error?: ActorError): void => {
      const since = this.#open.get(request)
      if (since === undefined) return
      this.#open.delete(request)
      const news = this.#newsOf(request, since, outcome, error)
      const last = read()
      this.#endings = this.#endings.filter((ending) => ending.packet > last)
      this.#endings.push({ packet: packet(), news })
    }
    return {
      started: () => sink.started?.(),
      item: (payload) => sink.item(payload),
      inputCredit: (items) => sink.inputCredit(items),
      reply(payload) {
        ended('replied')
        sink.reply(payload)
      },
      end() {
        ended('replied')
        sink.end()
      },
      fail(error) {
        ended('failed', error)
        sink.fail(error)
      },
    }
  }

  /** Its caller gave up and has told so. */
  forget(request: Request): void {
    this.#open.delete(request)
  }

  /** The caller is gone, and has read so many packets. */
  take(read: number, error: ActorError): MessageNews[] {
    const unread = this.#endings.filter(({ packet }) => packet > read).map(({ news }) => news)
    const open = [...this.#open].map(([request, since]) =>
      this.#newsOf(request, since, 'failed', error),
    )
    this.#endings = []
    this.#open.clear()
    return [...unread, ...open]
  }

  #newsOf(
    { kind, operation, redelivered }: Request,
    since: number,
    outcome: Outcome,
    error?: ActorError,
  ): MessageNews {
    const milliseconds = systemClock.now() - since
    const path = this.#path()
    return {
      ...{ type: 'message', path, kind, operation, outcome, milliseconds, redelivered },
      ...(error && { error }),
    }
  }
}
