import { monitorEventLoopDelay } from 'node:perf_hooks'
import { injectFaults } from './faults.ts'
import { readInput } from './input.ts'
import { headline, result, showEvent, showTable } from './screen.ts'
import { countSent } from './sent.ts'
import { Statistics } from './statistics.ts'
import { startTree } from './tree.ts'
import { problemsOf } from './verdict.ts'
import { doWork } from './work.ts'

const resolution = 5

const input = await readInput(process.argv.slice(2))
const statistics = new Statistics()
headline('Five actors, each in a process of its own')
const tree = await startTree((event) => {
  statistics.inspect(event)
  showEvent(event)
})
const pauses = monitorEventLoopDelay({ resolution })
pauses.enable()
const { counted, sent } = countSent(tree)
await doWork(counted, input)
const faults = await injectFaults(counted, input, statistics)
headline('Stop, in reverse order')
await tree.stop()
pauses.disable()
const longestPause = Math.max(0, pauses.max / 1e6 - resolution)
showTable(statistics, longestPause)
const problems = problemsOf(statistics, sent(), faults)
headline(problems.length === 0 ? 'Every message was answered, every fault was survived' : 'Something is wrong')
for (const problem of problems) result('problem', problem)
process.exitCode = problems.length === 0 ? 0 : 1
