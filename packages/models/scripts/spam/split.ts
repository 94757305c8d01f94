import type { Example } from './corpus.ts'
import { random, shuffled } from './random.ts'

/** Which examples serve for what; no thread is in two of them. */
export interface Split {
  readonly training: readonly Example[]
  /** Decides settings, and calibrates. */
  readonly validation: readonly Example[]
  /** Seen once, at the end. */
  readonly test: readonly Example[]
}

const shares = { training: 0.6, validation: 0.2, test: 0.2 }

type Part = keyof Split

/**
 * Splits 60 : 20 : 20 within each group of the corpus, whole threads at a time: an answer quotes the
 * mail it answers, so mails of one thread in two parts would let the model recognise what it has read.
 */
export function splitByThread(examples: readonly Example[], seed: number): Split {
  const parts: Record<Part, Example[]> = { training: [], validation: [], test: [] }
  const threads = groupByThread(examples)
  const filled = new Map<string, number>()
  for (const thread of shuffled([...threads.values()], random(seed))) {
    const part = neediest(thread, filled)
    parts[part].push(...thread)
    for (const { group } of thread) bump(filled, `${part} ${group}`)
  }
  return parts
}

function groupByThread(examples: readonly Example[]): Map<string, Example[]> {
  const threads = new Map<string, Example[]>()
  for (const example of examples) {
    threads.set(example.thread, [...(threads.get(example.thread) ?? []), example])
  }
  return threads
}

/** The part that has least of the thread's group for its share. */
function neediest([first]: readonly Example[], filled: ReadonlyMap<string, number>): Part {
  const fill = (part: Part) => (filled.get(`${part} ${first?.group}`) ?? 0) / shares[part]
  return (Object.keys(shares) as Part[]).reduce((best, part) =>
    fill(part) < fill(best) ? part : best,
  )
}

function bump(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
