import { code, type Frame } from '../../wire/frame.ts'
import type { Link } from '../../wire/link.ts'
import type { ExitReason } from '../exit.ts'
import type { Tree } from '../incarnation.ts'
import type { Connection } from '../isolate.ts'
import { type Crossing, crossingTo } from './crossing.ts'

/** One life's part in the channels of its tree. */
export class Junction {
  readonly link: Link
  /** The tree that the life belongs to. */
  readonly tree: Tree | undefined
  readonly #connection: Connection
  readonly #crossings = new Set<Crossing>()

  constructor(link: Link, connection: Connection, tree: Tree | undefined) {
    this.link = link
    this.tree = tree
    this.#connection = connection
  }

  /** Lays a channel to another isolate, where both are of kinds that can. */
  async reach(other: Junction, channel: number): Promise<boolean> {
    return (await this.#connection.reach?.(other.#connection, channel)) === true
  }

  control(frame: Frame): void {
    if (frame[0] === code.connect) {
      const crossing = crossingTo(frame[1])
      if (crossing?.join(this) === true) this.#crossings.add(crossing)
    } else if (frame[0] === code.channelDrained) {
      for (const crossing of this.#crossings) crossing.drained(this, frame[1])
    }
  }

  /** The crossing leads nowhere any more. */
  forget(crossing: Crossing): void {
    this.#crossings.delete(crossing)
  }

  /** The life is over; `forced`: its isolate may still run. */
  end(reason: ExitReason, forced: boolean): void {
    for (const crossing of this.#crossings) crossing.leave(this, reason, forced)
    this.#crossings.clear()
  }
}
