import type { Credit } from '../call/credit.ts'
import type { InputItems } from '../call/input.ts'
import type { Encoded } from '../wire/codec.ts'
import type { Sink } from '../wire/destination.ts'
import { inWords } from '../in-words.ts'
import type { CallScope } from './call-scope.ts'
import type { InWork } from './in-work.ts'
import type { Turn } from './turns.ts'

/** A stream in work. */
export interface StreamCall {
  readonly sink: Sink
  readonly scope: CallScope
  readonly turn: Turn
  readonly credit: Credit
  readonly input: InputItems
}

/** How an actor pours. */
export interface Pouring {
  /** Whether it keeps its turn between two items. */
  readonly exclusive: boolean
  /** The item as it was checked, or a promise of it. */
  checked(item: unknown): unknown
  encoded(item: unknown): Encoded
}

/** Item by item; between two of them, and while there is no credit, others may have the actor. */
export async function pour(
  items: AsyncIterator<unknown>,
  { sink, scope, turn, credit }: StreamCall,
  inWork: InWork,
  { exclusive, checked, encoded }: Pouring,
): Promise<void> {
  while (scope.reason === undefined) {
    const next: unknown = await items.next()
    if (typeof next !== 'object' || next === null)
      throw new TypeError(`its iterator gave ${inWords(next)} where next() gives { done, value }`)
    const { done, value } = next as IteratorResult<unknown>
    if (done === true || scope.reason !== undefined) return
    let item = checked(value)
    if (item instanceof Promise) item = await item
    while (!credit.use()) {
      const more = scope.orCancelled(credit.some())
      await inWork.rested(exclusive ? more : turn.without(more))
      if (scope.reason !== undefined) return
    }
    sink.item(encoded(item))
    if (!exclusive && turn.makesWay()) await turn.take()
  }
}
