import { mkdir, writeFile } from 'node:fs/promises'
import { inferenceOverhead } from './inference-overhead/inference-overhead.ts'
import { modelColdStart } from './model-cold-start/model-cold-start.ts'
import { type Benchmark, type Result, table } from './result.ts'

const benchmarks: readonly Benchmark[] = [inferenceOverhead, modelColdStart]
const rounds = 5

const wanted = process.argv.slice(2)
const chosen = benchmarks.filter(({ id }) => wanted.length === 0 || wanted.includes(id))
const unknown = wanted.filter((id) => !benchmarks.some((benchmark) => benchmark.id === id))
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(', ')}; there are ${benchmarks.map(({ id }) => id).join(', ')}.`,
  )
  process.exit(2)
}

const results: Result[] = []
for (const benchmark of chosen) {
  console.log(`${benchmark.id}: ${rounds} rounds`)
  results.push(...(await benchmark.run(rounds)))
}
console.log(`\n${table(results)}`)
if (wanted.length === 0) {
  const folder = new URL('../results/', import.meta.url)
  await mkdir(folder, { recursive: true })
  await writeFile(new URL('latest.json', folder), `${JSON.stringify(results, null, 2)}\n`)
}
