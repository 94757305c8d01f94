import { type ActorRef, child, supervise } from '@troupe/core'
import { subprocess, thread } from '@troupe/runtime-node'
import type { Benchmark } from '../result.ts'
import { type BareIsolate, bareProcess, bareThread } from './bare-isolates.ts'
import { bareSession } from './bare-session.ts'
import { Detect } from './detect.protocol.ts'

const side = 320
const runsPerRound = 80
/** One runs and one waits, so that the isolate never does. */
const inFlight = 2

const served = new URL('./detect.actor.js', import.meta.url)

/** Text detection at 320 x 320: through an actor, beside bare `session.run` in this very process. */
export const inferenceOverhead: Benchmark = {
  ids: ['inference-overhead/thread', 'inference-overhead/subprocess'],
  async run({ rounds }) {
    const bare = await bareRuns()
    const without = { thread: bareThread(side), subprocess: bareProcess(side) }
    const rates = Object.fromEntries(places.map((place) => [place, [] as number[]])) as Rates
    await using app = await supervise({
      children: {
        thread: child(Detect, thread(served), { allowThread: true }),
        subprocess: child(Detect, subprocess(served)),
      },
      deadline: 120_000,
    })
    for (let round = 0; round <= rounds; round++) {
      const measured = {
        bare: await rate(bare),
        'bare-thread': await rate(isolateRuns(without.thread)),
        'bare-subprocess': await rate(isolateRuns(without.subprocess)),
        thread: await rate(actorRuns(app.children.thread)),
        subprocess: await rate(actorRuns(app.children.subprocess)),
      }
      if (round === 0) continue
      for (const place of places) rates[place].push(measured[place])
    }
    await Promise.all([without.thread.stop(), without.subprocess.stop()])
    return (['thread', 'subprocess'] as const).map((kind) => ({
      id: `inference-overhead/${kind}`,
      unit: 'runs/s',
      better: 'higher',
      troupe: rates[kind],
      limit: rates.bare,
      peers: {},
      asides: { [`a ${kind} without Troupe`]: rates[`bare-${kind}`] },
    }))
  },
}

const places = ['bare', 'bare-thread', 'bare-subprocess', 'thread', 'subprocess'] as const
type Rates = Record<(typeof places)[number], number[]>
type Runs = () => Promise<void>

async function rate(runs: Runs): Promise<number> {
  const begun = performance.now()
  await runs()
  return (runsPerRound * 1_000) / (performance.now() - begun)
}

async function bareRuns(): Promise<Runs> {
  const run = await bareSession(side)
  return async () => {
    for (let n = 0; n < runsPerRound; n++) await run(pixels())
  }
}

function actorRuns(ref: ActorRef<typeof Detect>): Runs {
  return async () => {
    let left = runsPerRound
    const worker = async (): Promise<void> => {
      while (left-- > 0) await ref.ask.run({ pixels: pixels(), side })
    }
    await Promise.all(Array.from({ length: inFlight }, worker))
  }
}

/** Two in flight as well, in order, as bare messages come. */
function isolateRuns(isolate: BareIsolate): Runs {
  return async () => {
    for (let n = 0; n < inFlight; n++) isolate.send(pixels())
    for (let n = 1; n <= runsPerRound; n++) {
      await isolate.answered()
      if (n <= runsPerRound - inFlight) isolate.send(pixels())
    }
  }
}

/** A new picture each time, as a camera gives. */
function pixels(): Float32Array<ArrayBuffer> {
  return new Float32Array(3 * side * side).fill(0.5)
}
