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
 * Reads as many items as take so many milliseconds, once it runs evenly; the first time it finds out
 * how many these are.
 */
function fitting(milliseconds: number): (read: Read) => Promise<readonly number[]> {
  let count = 0
  return async (read) => {
    if (count === 0) count = await countThatTakes(milliseconds, read)
    await read(Math.ceil(count * settlingShare))
    const rate = await rateOf(count, read)
    count = Math.ceil((rate * milliseconds) / 1_000)
    return [rate]
  }
}

async function countThatTakes(milliseconds: number, read: Read): Promise<number> {
  for (let count = 100; ; count *= 2) {
    const rate = await rateOf(count, read)
    if (count * 1_000 >= rate * milliseconds) return count
  }
}

async function rateOf(count: number, read: Read): Promise<number> {
  const begun = performance.now()
  await read(count)
  return (count * 1_000) / (performance.now() - begun)
}

type Read = (count: number) => Promise<void>
type Items = (count: number, take: (item: Uint8Array) => void) => Promise<void>

async function counted(count: number, items: Items): Promise<void> {
  let bytes = 0
  await items(count, (item) => void (bytes += item.byteLength))
  if (bytes !== count * 1_024) throw new Error(`${bytes} bytes of ${count} items came`)
}
