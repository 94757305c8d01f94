import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { compare, type Contender } from '../measure/compare.ts'
import type { Benchmark } from '../result.ts'

const footprint = fileURLToPath(new URL('../memory/footprint.js', import.meta.url))
const run = promisify(execFile)

const lightCount = 10_000
const counts = { thread: 8, subprocess: 4 } as const

function contender(name: string, role: Contender['role'], what: string, count: number): Contender {
  const sample = async (): Promise<readonly number[]> => {
    const { stdout } = await run(process.execPath, ['--expose-gc', footprint, what, String(count)])
    return [Number(stdout)]
  }
  return { name, role, start: async () => ({ sample, stop: async () => {} }) }
}

const light: Benchmark = {
  ids: ['memory-per-actor/light'],
  run({ rounds, most = Infinity }) {
    const one = (name: string, role: Contender['role'], what = name): Contender =>
      contender(name, role, what, Math.min(lightCount, most))
    return compare(
      [{ id: 'memory-per-actor/light', unit: 'KB', better: 'lower' }],
      [
        one('troupe', 'troupe'),
        one('a closure and an array', 'limit', 'bare'),
        ...['nact', 'xstate', 'comedy'].map((name) => one(name, 'peer')),
      ],
      { rounds, warmUp: false },
    )
  },
}

const isolates = (['thread', 'subprocess'] as const).map((kind): Benchmark => ({
  ids: [`memory-per-actor/${kind}`],
  run: ({ rounds }) =>
    compare(
      [{ id: `memory-per-actor/${kind}`, unit: 'KB', better: 'lower' }],
      [
        contender('troupe', 'troupe', `troupe/${kind}`, counts[kind]),
        contender('bare', 'limit', `bare/${kind}`, counts[kind]),
      ],
      { rounds, warmUp: false },
    ),
}))

/** What one actor occupies: one of 10,000 in the same thread, an idle thread, an idle process. */
export const memoryPerActor: readonly Benchmark[] = [light, ...isolates]
