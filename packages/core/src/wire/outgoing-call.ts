import type { ActorError } from '../errors.ts'
import { type Encoded, encodeCancel } from './codec.ts'
import type { Submission } from './destination.ts'
import { code } from './frame.ts'
import type { Link } from './link.ts'

/** A call that went out; what its caller can still say, until it is over. */
export class OutgoingCall implements Submission {
  readonly #link: Link
  readonly id: number
  readonly accepted: boolean

  constructor(link: Link, id: number, accepted: boolean) {
    this.#link = link
    this.id = id
    this.accepted = accepted
  }

  cancel(reason: ActorError): void {
    if (!this.#link.awaits(this.id)) return
    this.#link.postValue(code.cancel, this.id, encodeCancel(reason))
    this.#link.hurry()
  }

  credit(items: number): void {
    if (this.#link.awaits(this.id)) this.#link.postCount(code.credit, this.id, items)
  }

  input(item: Encoded): void {
    if (this.#link.awaits(this.id)) this.#link.postValue(code.input, this.id, item)
  }

  endInput(): void {
    if (this.#link.awaits(this.id)) this.#link.postCount(code.inputEnd, this.id)
  }
}
