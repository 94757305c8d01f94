import { fileURLToPath } from 'node:url'
import { type ChaosOptions, readOptions, usage } from './options.ts'
import { showResult, writeResult } from './report.ts'
import { run } from './run.ts'

/** Most that the heap may grow per 1,000 kills, in megabytes. */
const mostGrowth = 0.5
/** So many kills tell something about growth. */
const enoughKills = 2_000

const latest = fileURLToPath(new URL('../results/latest.json', import.meta.url))

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  let options: ChaosOptions
  try {
    options = readOptions(args, latest)
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`)
    return 2
  }
  console.log(`Chaos for ${options.milliseconds / 60_000} minutes, seed ${options.seed}`)
  const begun = performance.now()
  const chaos = await run(options)
  const slope = chaos.trend.slope()
  if (slope.kills >= enoughKills && slope.heap > mostGrowth)
    chaos.ledger.violate(`the heap grows by ${slope.heap.toFixed(2)} MB per 1,000 kills`)
  showResult(chaos, slope)
  writeResult(chaos, slope, performance.now() - begun)
  return chaos.ledger.violations.length === 0 ? 0 : 1
}
