import type { InspectionEvent } from '@troupe/core'
import { type ActorId, actorIds, actorOf } from './actors.ts'
import { type ActorRecord, afterEvent, endingOf, type Ending, unborn } from './record.ts'

/** How many messages were sent, and how they ended. */
export type Totals = Readonly<Record<Ending | 'sent', number>>

/** Everything that happened in the tree, summed up as it happens. */
export class Ledger {
  readonly #records = new Map<ActorId, ActorRecord>(actorIds.map((id) => [id, unborn]))
  readonly #listeners = new Set<(event?: InspectionEvent) => void>()
  #totals: Totals = {
    sent: 0,
    answered: 0,
    again: 0,
    refused: 0,
    withdrawn: 0,
    resumed: 0,
    lost: 0,
  }

  get totals(): Totals {
    return this.#totals
  }

  of(id: ActorId): ActorRecord {
    return this.#records.get(id)!
  }

  /** Whether any actor has work now. */
  get busy(): boolean {
    return actorIds.some((id) => this.of(id).inFlight > 0)
  }

  readonly inspect = (event: InspectionEvent): void => {
    const id = actorOf(event.path)
    if (id !== undefined) this.#records.set(id, afterEvent(this.of(id), event))
    if (event.type === 'message') this.#add(endingOf(event))
    for (const listener of this.#listeners) listener(event)
  }

  /** The page sent a message. */
  sent(id: ActorId): void {
    const record = this.of(id)
    this.#records.set(id, { ...record, inFlight: record.inFlight + 1 })
    this.#add('sent')
    for (const listener of this.#listeners) listener()
  }

  /** Calls `listener` after every change. */
  onChange(listener: (event?: InspectionEvent) => void): void {
    this.#listeners.add(listener)
  }

  #add(kind: keyof Totals): void {
    this.#totals = { ...this.#totals, [kind]: this.#totals[kind] + 1 }
  }
}
