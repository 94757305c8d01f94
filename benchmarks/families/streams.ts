import type { Comparison } from '../measure/compare.ts'
import { settlingShare } from '../measure/flood.ts'
import { itemsRaw } from '../raw/near.ts'
import { actorsAndPeers, raw } from './contenders.ts'
import type { Place } from './place.ts'

/** How many items of 1 KiB a reader gets in a second. */
export function streams(place: Place): Comparison {
  return {
    headings: [{ id: `stream/${place.kind}`, unit: 'items/s', better: 'higher' }],
    contenders: ({ window }) => [
      ...actorsAndPeers(place, 'streams', () => {
        const rate = fitting(window)
        return (running) => rate((count) => counted(count, running.items!.bind(running)))
      }),
      raw(place, 'in batches with credits', 'limit', () => {
        const rate = fitting(window)
        return (line) => rate((count) => itemsRaw(line, count))
      }),
    ],
  }
}

/**
 * Reads as many items as the last rate says will take so many milliseconds, once it runs evenly.
 */
function fitting(milliseconds: number): (read: Read) => Promise<readonly number[]> {
  let count = 1_000
  return async (read) => {
    await read(Math.ceil(count * settlingShare))
    const begun = performance.now()
    await read(count)
    const rate = (count * 1_000) / (performance.now() - begun)
    count = Math.max(100, Math.round((rate * milliseconds) / 1_000))
    return [rate]
  }
}

type Read = (count: number) => Promise<void>
type Items = (count: number, take: (item: Uint8Array) => void) => Promise<void>

async function counted(count: number, items: Items): Promise<void> {
  let bytes = 0
  await items(count, (item) => void (bytes += item.byteLength))
  if (bytes !== count * 1_024) throw new Error(`${bytes} bytes of ${count} items came`)
}
