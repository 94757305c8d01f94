import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { benchmarks } from './benchmarks.ts'
import { chosen } from './chosen.ts'
import { measureAll } from './measure/all.ts'
import { type Options, parseOptions } from './options.ts'
import { conditionsNow } from './report/machine.ts'
import { type Destination, write } from './report/write.ts'
import { soak } from './soak/soak.ts'

setFlagsFromString('--expose-gc')
// Collections between turns would make everybody compile anew what waited for its turn.
setFlagsFromString('--no-flush-bytecode')
globalThis.gc = runInNewContext('gc') as NodeJS.GCFunction

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
const well = soaks ? await soak(options.minutes) : await bench(options)
// Some peers leave something behind that would keep this process.
process.exit(well ? 0 : 1)

async function bench({ wanted, effort, write: writes }: Options): Promise<true> {
  const conditions = conditionsNow()
  const figures = await measureAll(
    orExit(() => chosen(wanted, benchmarks)),
    effort,
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
