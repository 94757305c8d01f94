import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import type { ChaosOptions } from './options.ts'
import type { Ledger } from './ledger.ts'
import type { MemoryTrend, Slope } from './memory-trend.ts'
import type { Tally } from './storm.ts'
import type { Lives } from './targets.ts'

/** Everything that is known while it runs. */
export interface Chaos {
  readonly options: ChaosOptions
  readonly ledger: Ledger
  readonly lives: Lives
  readonly tally: Tally
  readonly trend: MemoryTrend
}

const sorted = (counts: ReadonlyMap<string, number>): [string, number][] =>
  [...counts].sort(([, one], [, other]) => other - one)

/** How messages ended, over all actors. */
export function outcomesOf({ ended }: Ledger): Record<string, number> {
  const sum: Record<string, number> = {}
  for (const ends of ended.values())
    for (const [outcome, count] of Object.entries(ends)) sum[outcome] = (sum[outcome] ?? 0) + count
  return sum
}

/** What callers saw, over all actors. */
function seenBy({ seen }: Ledger): Map<string, number> {
  const sum = new Map<string, number>()
  for (const ways of seen.values())
    for (const [how, count] of ways) sum.set(how, (sum.get(how) ?? 0) + count)
  return sum
}

/** A line now and then. */
export function showProgress({ ledger, lives, tally }: Chaos, seconds: number): void {
  const { replied = 0, handled = 0, failed = 0, ...others } = outcomesOf(ledger)
  console.log(
    [
      `${String(Math.round(seconds)).padStart(5)} s`,
      `${tally.total} strikes`,
      `${lives.kills} kills`,
      `${lives.restarts} restarts`,
      `${replied} replied`,
      `${handled} handled`,
      `${failed} failed`,
      `${others['dead-lettered'] ?? 0} dead-lettered`,
      `${ledger.violations.length} violations`,
    ].join('  '),
  )
}

function showCounts(title: string, counts: readonly (readonly [string, number])[]): void {
  console.log(`\n${title}`)
  for (const [what, count] of counts)
    console.log(`  ${what.padEnd(24)} ${String(count).padStart(8)}`)
}

/** The tables at the end. */
export function showResult(chaos: Chaos, slope: Slope): void {
  const { ledger, lives, tally, options } = chaos
  showCounts('Strikes', sorted(tally.strikes))
  showCounts('Ends of lives', sorted(lives.exits))
  showCounts('Messages, as the tree tells', Object.entries(outcomesOf(ledger)))
  showCounts('Messages, as their callers saw', sorted(seenBy(ledger)))
  const growth = (of: number): string => `${of.toFixed(3)} MB per 1,000 kills`
  console.log(
    `\n${tally.total} strikes, ${lives.kills} kills, ${lives.restarts} restarts, ${lives.gaveUp} groups gave up`,
  )
  console.log(
    `Over ${slope.kills} kills, the heap grows by ${growth(slope.heap)}, the process by ${growth(slope.rss)}`,
  )
  if (ledger.violations.length === 0) return console.log(`\nNo violation. Seed ${options.seed}.`)
  console.log(`\n${ledger.violations.length} violations. Again: --seed ${options.seed}`)
  for (const violation of ledger.violations) console.log(`  ${violation}`)
}

/** The same as JSON. */
export function writeResult(chaos: Chaos, slope: Slope, milliseconds: number): void {
  const { ledger, lives, tally, options, trend } = chaos
  const result = {
    date: new Date().toISOString(),
    node: process.versions.node,
    processors: availableParallelism(),
    seed: options.seed,
    models: options.models,
    seconds: Math.round(milliseconds / 1_000),
    struck: tally.total,
    kills: lives.kills,
    restarts: lives.restarts,
    gaveUp: lives.gaveUp,
    strikes: Object.fromEntries(sorted(tally.strikes)),
    exits: Object.fromEntries(sorted(lives.exits)),
    messages: outcomesOf(ledger),
    callersSaw: Object.fromEntries(sorted(seenBy(ledger))),
    megabytesPerThousandKills: slope,
    memory: trend.samples,
    violations: ledger.violations,
  }
  mkdirSync(dirname(options.out), { recursive: true })
  writeFileSync(options.out, `${JSON.stringify(result, null, 2)}\n`)
}
