import { details, screenTable } from '../report/table.ts'
import { type Benchmark, type Effort, type Figure, resultOf } from '../result.ts'
import { tellStep } from './progress.ts'

/** Runs benchmarks one after the other, and shows what they give. */
export async function measureAll(
  benchmarks: readonly Benchmark[],
  effort: Effort,
): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const benchmark of benchmarks) {
    tellStep(benchmark.ids.join(', '))
    const measured = await benchmark.run(effort)
    tellStep('done')
    for (const { id, troupe, limit, peers, asides } of measured) {
      console.log(details(id, { troupe, limit, ...peers, ...asides }))
    }
    figures.push(...measured)
  }
  console.log(`\n${screenTable(figures.map(resultOf))}`)
  return figures
}
