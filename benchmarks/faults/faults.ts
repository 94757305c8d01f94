/** `npm run bench:faults`: what faults do to Troupe and to its peers, on the screen and in docs. */
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { matrix } from './matrix.ts'
import { isWhole, parseOptions, usage, type FaultOptions } from './options.ts'
import { type Findings, overviewTable, page } from './page.ts'
import { faults } from './fault.ts'
import { recoveries } from './recovery/recovery.ts'
import { versions } from './versions.ts'

const root = new URL('../../../', import.meta.url)

// So that no app of a cell is left behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const options = read()
const progress = (line: string): void => console.log(line)
const findings: Findings = {
  node: process.versions.node,
  platform: `${process.platform} ${process.arch}, ${availableParallelism()} cores`,
  versions: versions(),
  repeats: options.repeats,
  limit: options.limit,
  rounds: options.rounds,
  matrix: await matrix(options, progress),
  recoveries: options.rounds === 0 ? [] : await recoveries(options.rounds, progress),
}
const shown = faults.filter(({ id }) => options.faults.includes(id))
console.log(`\n${overviewTable(findings.matrix, shown)}`)
if (isWhole(options)) {
  write('benchmarks/results/faults.json', `${JSON.stringify(findings, null, 2)}\n`)
  write('docs/faults.md', page(findings))
}

function read(): FaultOptions {
  const args = process.argv.slice(2)
  if (args.includes('--help')) {
    console.log(usage)
    process.exit(0)
  }
  try {
    return parseOptions(args)
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`)
    process.exit(2)
  }
}

function write(file: string, text: string): void {
  writeFileSync(new URL(file, root), text)
  progress(`wrote ${file}`)
}
