import { monitorEventLoopDelay } from 'node:perf_hooks'
import { ActorError } from '@troupe/core'
import { injectFaults } from './faults.ts'
import { type Input, readInput, usage } from './input.ts'
import { headline, result, showEvent, showTable } from './screen.ts'
import { countSent } from './sent.ts'
import { Statistics } from './statistics.ts'
import { startTree, type Tree } from './tree.ts'
import { problemsOf } from './verdict.ts'
import { doWork } from './work.ts'

/** Milliseconds between two looks at the event loop. */
const resolution = 5

process.exitCode = await job(process.argv.slice(2))

async function job(args: string[]): Promise<number> {
  const input = await readInput(args).catch((error: Error) => error)
  if (input instanceof Error) {
    console.error(`${input.message}\n\n${usage}`)
    return 2
  }
  const statistics = new Statistics()
  headline('Five actors, each in a process of its own')
  await using tree = await startTree((event) => {
    statistics.inspect(event)
    showEvent(event)
  })
  try {
    return await perform(tree, input, statistics)
  } catch (error) {
    if (!ActorError.is(error)) throw error
    console.error(`\n${error.message}`)
    return 1
  }
}

async function perform(tree: Tree, input: Input, statistics: Statistics): Promise<number> {
  const pauses = monitorEventLoopDelay({ resolution })
  pauses.enable()
  const { counted, sent } = countSent(tree)
  await doWork(counted, input)
  const faults = await injectFaults(counted, input, statistics)
  headline('Stop, in reverse order')
  await tree.stop()
  pauses.disable()
  showTable(statistics, Math.max(0, pauses.max / 1e6 - resolution))
  const problems = problemsOf(statistics, sent(), faults)
  headline(
    problems.length === 0
      ? 'Every message was answered, every fault was survived'
      : 'Something is wrong',
  )
  for (const problem of problems) result('problem', problem)
  return problems.length === 0 ? 0 : 1
}
