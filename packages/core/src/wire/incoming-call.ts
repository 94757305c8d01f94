import type { ActorError } from '../errors.ts'
import type { OperationKind } from '../protocol/protocol.ts'
import { encode, type Encoded } from './codec.ts'
import type { Sink, Submission } from './destination.ts'
import { code } from './frame.ts'
import type { Link } from './link.ts'
import type { ServedRoute } from './routes.ts'

/** A handler that ran for less, in milliseconds, costs no frame to say so. */
const worthTelling = 0.1

/** A call that came in; carries its course back to its caller. */
export class IncomingCall implements Sink {
  submission: Submission | undefined
  readonly #link: Link
  readonly #id: number
  readonly #route: ServedRoute
  /** Whether its caller does not hear why it fails: a tell that is refused costs its sender nothing. */
  readonly #deaf: boolean
  /** When its handler began, where somebody measures. */
  #begun: number | undefined

  /** @param credit Of a tell: whether its caller hears. */
  constructor(link: Link, id: number, route: ServedRoute, credit: number) {
    this.#link = link
    this.#id = id
    this.#route = route
    this.#deaf = route.kind === 'tell' && credit === 0
  }

  get kind(): OperationKind {
    return this.#route.kind
  }

  started(): void {
    const link = this.#link
    const { ends } = link
    const now = link.clock?.begins()
    if (now !== undefined) {
      link.begins(this.#route, now)
      if (link.measured) this.#begun = now
    }
    if (ends.markStarted === undefined) {
      link.postCount(code.started, this.#id)
      return link.flush()
    }
    ends.markStarted(this.#id)
    if (this.kind === 'stream' || this.kind === 'duplex') link.postCount(code.started, this.#id)
  }

  reply(body: Encoded): void {
    if (this.#over()) this.#link.postValue(code.reply, this.#id, body)
  }

  end(): void {
    if (this.#over()) this.#link.postCount(code.end, this.#id)
  }

  fail(error: ActorError): void {
    if (!this.#over()) return
    if (this.#deaf) this.#link.postCount(code.end, this.#id)
    else this.#link.postValue(code.fail, this.#id, encode(error))
  }

  item(body: Encoded): void {
    if (this.#link.serves(this.#id)) this.#link.postValue(code.item, this.#id, body)
  }

  inputCredit(items: number): void {
    if (this.#link.serves(this.#id)) this.#link.postCount(code.inputCredit, this.#id, items)
  }

  /** Whether this is its end: the first one is. */
  #over(): boolean {
    if (!this.#link.served(this.#id)) return false
    if (this.#begun === undefined) return true
    const milliseconds = this.#link.clock!.ends() - this.#begun
    if (milliseconds >= worthTelling) this.#link.post([code.took, this.#id, milliseconds])
    return true
  }
}
