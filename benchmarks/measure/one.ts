/** Runs the benchmark of an id. It is started as a file, so nothing imports it. */
import { benchmarks } from '../benchmarks.ts'
import type { Effort } from '../result.ts'
import { endWithStarter, tell } from './apart.ts'

endWithStarter()
const [id, effort] = process.argv.slice(2)
const benchmark = benchmarks.find(({ ids }) => ids.includes(id!))!
tell(await benchmark.run(JSON.parse(effort!) as Effort))
