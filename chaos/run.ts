import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { seededRandom } from '@troupe/core/testing'
import { closeRecords } from './actors/recorder.ts'
import { balance } from './balance.ts'
import { Ledger } from './ledger.ts'
import { call } from './load.ts'
import { MemoryTrend } from './memory-trend.ts'
import { examine, questionsFor } from './models.ts'
import type { ChaosOptions } from './options.ts'
import { type Chaos, showProgress } from './report.ts'
import { checkHoldings, checkOrphans, holdings } from './resources.ts'
import { storm, Tally } from './storm.ts'
import { talk } from './talk.ts'
import { Lives, type Target, targetsIn } from './targets.ts'
import { startTree, type Tree, warmUp } from './tree.ts'

/** Callers at a time for each light actor. */
const callers = 3
/** Milliseconds between two lines of progress. */
const interval = 5_000
/** Milliseconds in which everything must have settled when nobody strikes any more. */
const patience = 90_000
/** Strikes a second at the models, which start slowly. */
const modelRate = 0.3
/** Share of the strikes at light actors that those who talk get beside them. */
const talkShare = 0.2

/** Starts the tree, does its worst for as long as it is told, stops, and checks what is left. */
export async function run(options: ChaosOptions): Promise<Chaos> {
  const folder = mkdtempSync(join(tmpdir(), 'troupe-chaos-'))
  const file = join(folder, 'notes')
  writeFileSync(file, '')
  const lives = new Lives()
  const ledger = new Ledger((path) => lives.trailOf(path))
  const chaos = { options, ledger, lives, tally: new Tally(), trend: new MemoryTrend() }
  await warmUp(file)
  const before = holdings()
  const tree = await startTree(file, options.seed, options.models, (event) => {
    ledger.inspect(event)
    lives.inspect(event)
  })
  await within(options.milliseconds + patience, rage(tree, chaos), 'the calls', ledger)
  await within(patience, checkHealth(targetsIn(tree), ledger), 'the last questions', ledger)
  await within(patience, tree.app.stop(), 'the stop of the tree', ledger)
  closeRecords()
  await checkOrphans(lives.pids, ledger)
  await checkHoldings(before, ledger)
  balance(ledger, file)
  rmSync(folder, { recursive: true, force: true })
  return chaos
}

/** Strikes and calls at the same time; resolves when every call has ended. */
async function rage(tree: Tree, chaos: Chaos): Promise<void> {
  const { options, ledger, lives, tally } = chaos
  const targets = targetsIn(tree)
  const light = targets.filter(({ victim }) => victim !== undefined)
  const heavy = targets.filter(({ victim }) => victim === undefined)
  const questions = await questionsFor(tree)
  const right = await Promise.all(
    questions.map(({ path, ask }) => {
      ledger.send(path)
      ledger.saw(path, 'answered')
      return ask()
    }),
  )
  const over = new AbortController()
  const stop = over.signal
  const random = (stream: number) => seededRandom(options.seed + stream * 7_919)
  const strikes = { lives, ledger, stop, tally }
  const work = [
    storm({ ...strikes, targets: light, random: random(1), rate: options.rate }),
    ...(heavy.length > 0
      ? [storm({ ...strikes, targets: heavy, random: random(2), rate: modelRate })]
      : []),
    ...light.flatMap((target, at) =>
      Array.from({ length: callers }, (_, caller) =>
        call({
          target: target as Parameters<typeof call>[0]['target'],
          ledger,
          stop,
          random: random(3 + at * callers + caller),
        }),
      ),
    ),
    ...talk({
      ...{ tree, ...strikes, rate: options.rate * talkShare },
      random: (stream) => random(1_000 + stream),
    }),
    ...questions.map((question, at) => examine(question, { ledger, stop, right: right[at] })),
  ]
  await untilOver(chaos)
  over.abort()
  await Promise.all(work)
}

/** Shows how it goes until the time is up or the kills are done. */
async function untilOver(chaos: Chaos): Promise<void> {
  const { options, lives, trend, ledger } = chaos
  const begun = performance.now()
  const left = (): number => options.milliseconds - (performance.now() - begun)
  while (left() > 0 && lives.kills < options.kills) {
    await pause(Math.min(interval, left()))
    trend.sample(lives.kills, ledger.bytes)
    showProgress(chaos, (performance.now() - begun) / 1_000)
  }
}

/** After all that, each light actor answers as on the first day. */
async function checkHealth(targets: readonly Target[], ledger: Ledger): Promise<void> {
  for (const { path, victim, once } of targets) {
    if (victim === undefined) continue
    let answer: unknown
    // Whoever was struck last may go down once more.
    for (let attempt = 0; attempt < 5 && answer !== 144; attempt++) {
      ledger.send(path)
      answer = await victim.ask
        .square({ id: ledger.id({ path, once }), value: 12, milliseconds: 0 })
        .catch((error: unknown) => error)
      ledger.saw(path, answer === 144 ? 'answered' : 'refused')
      if (answer !== 144) await pause(500)
    }
    if (answer !== 144) ledger.violate(`${path} did not come back: ${String(answer)}`)
  }
}

async function within(
  milliseconds: number,
  work: Promise<unknown>,
  what: string,
  ledger: Ledger,
): Promise<void> {
  const late = new AbortController()
  const timeout = pause(milliseconds, 'late', { signal: late.signal }).catch(() => {})
  if ((await Promise.race([work, timeout])) === 'late') ledger.violate(`${what} did not end`)
  late.abort()
}
