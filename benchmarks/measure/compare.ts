import type { Benchmark, Effort, Figure, Result } from '../result.ts'
import { tellProgress, tellStep } from './progress.ts'
import { within } from './within.ts'

/** One of those that a benchmark compares. */
export interface Contender {
  readonly name: string
  readonly role: 'troupe' | 'limit' | 'peer' | 'aside'
  /** Brings it to where it can be measured. */
  start(): Promise<Running>
}

/** A contender at work. */
export interface Running {
  /** One sample for each figure of the benchmark, in their order; less where it has no more. */
  sample(): Promise<readonly number[]>
  stop(): Promise<unknown>
}

export type Heading = Pick<Result, 'id' | 'unit' | 'better'>

/** Who is compared, and in what. */
export interface Comparison {
  readonly headings: readonly Heading[]
  contenders(effort: Effort): readonly Contender[]
}

/** A comparison as a benchmark. */
export function comparing({ headings, contenders }: Comparison): Benchmark {
  return {
    ids: headings.map(({ id }) => id),
    run: (effort) => compare(headings, contenders(effort), { rounds: effort.rounds }),
  }
}

interface Entrant {
  readonly contender: Contender
  readonly running: Running
  readonly samples: (readonly number[])[]
}

/** How a comparison runs; all but `rounds` are true by default. */
export interface Course {
  readonly rounds: number
  readonly warmUp?: boolean
  readonly collect?: boolean
}

/**
 * Lets all contenders take turns: each is sampled once in every round, in changing order. A round
 * before the first only warms them up, unless every sample begins anew. What one leaves behind is
 * collected before the next, and not billed to that. A peer that fails is left out, and said to be.
 */
export async function compare(
  headings: readonly Heading[],
  contenders: readonly Contender[],
  { rounds, warmUp = true, collect = true }: Course,
): Promise<Figure[]> {
  const entrants: Entrant[] = []
  try {
    for (const contender of contenders) {
      const running = await orLeaveOut(contender, () => contender.start())
      if (running !== undefined) entrants.push({ contender, running, samples: [] })
    }
    for (let round = warmUp ? 0 : 1; round <= rounds; round++) {
      for (const entrant of orderIn(round, entrants)) {
        if (collect) globalThis.gc?.()
        await take(entrant, entrants, round)
      }
    }
  } finally {
    for (const entrant of entrants) await stop(entrant)
  }
  return headings.map((heading, place) => figureOf(heading, place, entrants))
}

function orderIn(round: number, entrants: readonly Entrant[]): Entrant[] {
  return round % 2 === 0 ? [...entrants] : entrants.toReversed()
}

async function take(entrant: Entrant, entrants: Entrant[], round: number): Promise<void> {
  const { contender, running, samples } = entrant
  tellProgress(round === 0 ? 'warm-up' : `round ${round}`, contender.name)
  const sample = await orLeaveOut(contender, () => running.sample())
  if (sample === undefined) {
    entrants.splice(entrants.indexOf(entrant), 1)
    await stop(entrant)
  } else if (round > 0) samples.push(sample)
}

/** Milliseconds in which everybody should have started, given a sample, or stopped. */
const patience = { work: 300_000, stop: 10_000 } as const

async function orLeaveOut<T>(
  { name, role }: Contender,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await within(patience.work, 'it', work)
  } catch (error) {
    if (role === 'troupe' || role === 'limit') throw error
    tellStep(`${name} is left out: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
}

/** Some do not always end; they go with this process. */
async function stop({ contender, running }: Entrant): Promise<void> {
  try {
    await within(patience.stop, 'its stop', () => running.stop())
  } catch (error) {
    tellStep(`${contender.name}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function figureOf(heading: Heading, place: number, entrants: readonly Entrant[]): Figure {
  const rounds = (role: Contender['role']): Record<string, number[]> =>
    Object.fromEntries(
      entrants
        .filter(({ contender, samples }) => contender.role === role && place in (samples[0] ?? []))
        .map(({ contender, samples }) => [contender.name, samples.map((sample) => sample[place]!)]),
    )
  return {
    ...heading,
    troupe: Object.values(rounds('troupe'))[0] ?? [],
    limit: Object.values(rounds('limit'))[0] ?? [],
    peers: rounds('peer'),
    asides: rounds('aside'),
  }
}
