import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { benchmarks, chosen } from './benchmarks.ts'
import { tellStep } from './measure/progress.ts'
import { type Options, parseOptions } from './options.ts'
import { conditionsNow } from './report/machine.ts'
import { details, screenTable } from './report/table.ts'
import { write } from './report/write.ts'
import { type Figure, resultOf } from './result.ts'
import { soak } from './soak/soak.ts'

setFlagsFromString('--expose-gc')
globalThis.gc = runInNewContext('gc') as NodeJS.GCFunction

const options = orExit(() => parseOptions(process.argv.slice(2)))
const soaks = options.wanted.includes('soak')
const well = soaks ? await soak(options.minutes) : await bench(options)
// Some peers leave something behind that would keep this process.
process.exit(well ? 0 : 1)

async function bench({ wanted, effort, write: writes }: Options): Promise<true> {
  const conditions = conditionsNow()
  const figures: Figure[] = []
  for (const benchmark of orExit(() => chosen(wanted))) {
    tellStep(benchmark.ids.join(', '))
    const measured = await benchmark.run(effort)
    tellStep('done')
    for (const { id, troupe, limit, peers, asides } of measured) {
      console.log(details(id, { troupe, limit, ...peers, ...asides }))
    }
    figures.push(...measured)
  }
  console.log(`\n${screenTable(figures.map(resultOf))}`)
  if (writes) {
    await write(
      figures,
      conditions,
      benchmarks.flatMap(({ ids }) => ids),
    )
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
