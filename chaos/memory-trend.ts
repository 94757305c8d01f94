import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

interface Sample {
  readonly kills: number
  readonly heap: number
  readonly rss: number
}

/** Growth by kills, in megabytes per 1,000. */
export interface Slope {
  readonly heap: number
  readonly rss: number
  /** Kills that it was measured over. */
  readonly kills: number
}

const megabyte = 2 ** 20

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Looks how memory grows with kills, once the first quarter has warmed everything up. */
export class MemoryTrend {
  readonly samples: Sample[] = []

  /** @param own Bytes that the measuring itself takes. */
  sample(kills: number, own: number): void {
    collect()
    const { heapUsed, external, rss } = process.memoryUsage()
    this.samples.push({ kills, heap: heapUsed + external - own, rss: rss - own })
  }

  slope(): Slope {
    const later = this.samples.slice(Math.floor(this.samples.length / 4))
    const kills = (later.at(-1)?.kills ?? 0) - (later[0]?.kills ?? 0)
    const per = (of: (sample: Sample) => number): number =>
      kills === 0 ? 0 : (slopeOf(later.map((one) => [one.kills, of(one)])) * 1_000) / megabyte
    return { heap: per(({ heap }) => heap), rss: per(({ rss }) => rss), kills }
  }
}

/** The slope of the line that fits points best, by least squares; 0 where there are too few. */
export function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (at: 0 | 1): number =>
    points.reduce((sum, point) => sum + point[at], 0) / points.length
  const [meanX, meanY] = [mean(0), mean(1)]
  let above = 0
  let below = 0
  for (const [x, y] of points) {
    above += (x - meanX) * (y - meanY)
    below += (x - meanX) ** 2
  }
  return below === 0 ? 0 : above / below
}
