import { item } from '../workers/work.ts'
import { kinds, nothing, type RawLine } from './line.ts'
import { now } from './now.ts'
import { packAll, unpackAll } from './packs.ts'

/** Items in a batch, and batches under way. */
export const stream = { batch: 32, credit: 4 } as const

/** Answers at the far end, as bare as it can be. */
export function answer(line: RawLine): void {
  let left = 0
  const sendItems = (): void => {
    const size = Math.min(left, stream.batch)
    if (size === 0) return
    left -= size
    line.post(kinds.items, packAll(Array<Uint8Array>(size).fill(item)))
  }
  line.listen((kind, bytes) => {
    const arrived = now()
    switch (kind) {
      case kinds.echo:
        return line.post(kind, packAll(unpackAll(bytes)))
      case kinds.swallow:
        return line.post(kind, nothing)
      case kinds.items:
        left = unpackAll(bytes)[0] as number
        for (let n = 0; n < stream.credit; n++) sendItems()
        return
      case kinds.credit:
        return sendItems()
      case kinds.moment:
        return line.post(kind, packAll([arrived]))
    }
  })
}
