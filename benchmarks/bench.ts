import { benchmarks } from './benchmarks.ts'
import { chosen } from './chosen.ts'
import { measureAll } from './measure/all.ts'
import { apart } from './measure/apart.ts'
import { type Options, parseOptions } from './options.ts'
import { conditionsNow } from './report/machine.ts'
import { type Destination, write } from './report/write.ts'
import type { Benchmark, Effort, Figure } from './result.ts'

// From `dist`.
const root = new URL('../../', import.meta.url)
const destination: Destination = {
  latest: new URL('benchmarks/results/latest.json', root),
  rounds: new URL('benchmarks/results/rounds.json', root),
  page: new URL('docs/benchmarks.md', root),
  mark: 'bench',
  picture: new URL('docs/benchmarks.svg', root),
}

const options = orExit(() => parseOptions(process.argv.slice(2)))
const soaks = options.wanted.includes('soak')
const well = soaks ? await soak(options) : await bench(options)
process.exit(well ? 0 : 1)

function soak({ minutes }: Options): Promise<boolean> {
  return apart(new URL('./soak/apart.js', import.meta.url), String(minutes))
}

function run({ ids }: Benchmark, effort: Effort): Promise<Figure[]> {
  return apart(new URL('./measure/one.js', import.meta.url), ids[0]!, JSON.stringify(effort))
}

async function bench({ wanted, effort, write: writes }: Options): Promise<true> {
  const conditions = conditionsNow()
  const figures = await measureAll(
    orExit(() => chosen(wanted, benchmarks)),
    (benchmark) => run(benchmark, effort),
  )
  if (writes) {
    const ids = benchmarks.flatMap((benchmark) => benchmark.ids)
    await write(destination, figures, conditions, ids)
  }
  return true
}

function orExit<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    console.error((error as Error).message)
    process.exit(2)
  }
}
