import { hash } from '../../src/tasks/spam/features.ts'
import type { Example } from './corpus.ts'

/** How many of a text's smallest hashes stand for it. */
const sketchSize = 128

/** From which share of common word triples on two texts are the same. */
const sameFrom = 0.5

/**
 * Leaves out mails that repeat an earlier one: their word triples overlap by half or more (Jaccard),
 * estimated from the smallest hashes of each (Broder, On the resemblance and containment of
 * documents, 1997).
 */
export function withoutNearDuplicates(examples: readonly Example[]): Example[] {
  const kept: Example[] = []
  const sketches: Uint32Array[] = []
  const owners = new Map<number, number[]>()
  for (const example of examples) {
    const mine = sketch(example.words)
    if (candidates(mine, owners).some((owner) => resemblance(mine, sketches[owner]!) >= sameFrom))
      continue
    for (const value of mine) {
      const known = owners.get(value)
      if (known === undefined) owners.set(value, [kept.length])
      else known.push(kept.length)
    }
    kept.push(example)
    sketches.push(mine)
  }
  return kept
}

function sketch(words: readonly string[]): Uint32Array {
  const values = new Set<number>()
  const last = Math.max(0, words.length - 3)
  for (let start = 0; start <= last; start++)
    values.add(hash(words.slice(start, start + 3).join(' ')))
  return Uint32Array.from(values).sort().slice(0, sketchSize)
}

/** Those that share at least an eighth of the hashes. */
function candidates(mine: Uint32Array, owners: ReadonlyMap<number, readonly number[]>): number[] {
  const shared = new Map<number, number>()
  for (const value of mine) {
    for (const owner of owners.get(value) ?? []) shared.set(owner, (shared.get(owner) ?? 0) + 1)
  }
  return [...shared].filter(([, count]) => count * 8 >= mine.length).map(([owner]) => owner)
}

/** Of the smallest hashes of both together, the share that both have. */
function resemblance(one: Uint32Array, other: Uint32Array): number {
  const both = new Set(one)
  const common = new Set(other.filter((value) => both.has(value)))
  const union = Uint32Array.from(new Set([...one, ...other]))
    .sort()
    .slice(0, sketchSize)
  return union.filter((value) => common.has(value)).length / union.length
}
