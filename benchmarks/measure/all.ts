import { details, screenTable } from '../report/table.ts'
import { type Benchmark, type Figure, resultOf } from '../result.ts'
import { tellStep } from './progress.ts'

/** Runs benchmarks one after the other, and shows what they give. */
export async function measureAll(
  benchmarks: readonly Benchmark[],
  run: (benchmark: Benchmark) => Promise<Figure[]>,
): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const benchmark of benchmarks) {
    tellStep(benchmark.ids.join(', '))
    const measured = await run(benchmark)
    tellStep('done')
    for (const { id, troupe, limit, peers, asides } of measured) {
      console.log(details(id, { troupe, limit, ...peers, ...asides }))
    }
    figures.push(...measured)
  }
  console.log(`\n${screenTable(figures.map(resultOf))}`)
  return figures
}
