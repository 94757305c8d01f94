/** One figure: Troupe beside the raw limit, and peers where there are any, from the same run. */
export interface Result {
  readonly id: string
  readonly unit: string
  readonly better: 'higher' | 'lower'
  readonly troupe: number
  /** What the machine reaches without Troupe. */
  readonly limit: number
  readonly peers: Readonly<Record<string, number>>
}

/** A figure with every round that was measured. */
export interface Figure extends Pick<Result, 'id' | 'unit' | 'better'> {
  readonly troupe: readonly number[]
  readonly limit: readonly number[]
  readonly peers: Readonly<Record<string, readonly number[]>>
  /** What helps to understand the others, and is compared with nothing. */
  readonly asides: Readonly<Record<string, readonly number[]>>
}

/** How thoroughly to measure. */
export interface Effort {
  readonly rounds: number
  /** Milliseconds of one sample where a sample takes as long as one wants. */
  readonly window: number
  /** The most of anything, where numbers grow. Default: whatever there is. */
  readonly most?: number
}

/** A benchmark: alternates what it compares, and gives all rounds of its figures. */
export interface Benchmark {
  /** The figures that it gives; one of them, or its beginning, chooses it on the command line. */
  readonly ids: readonly string[]
  run(effort: Effort): Promise<Figure[]>
}

/** Medians over the rounds. */
export function resultOf({ id, unit, better, troupe, limit, peers }: Figure): Result {
  const medians = Object.entries(peers).map(([name, rounds]) => [name, median(rounds)] as const)
  return {
    ...{ id, unit, better },
    troupe: median(troupe),
    limit: median(limit),
    peers: Object.fromEntries(medians),
  }
}

/** The middle value, or the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value that this share of all are not above; between two values it is the mean of them. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort()
  const place = sorted.length * share
  return (sorted[Math.floor(place)]! + sorted[Math.ceil(place) - 1]!) / 2
}
