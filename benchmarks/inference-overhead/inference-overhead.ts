import { type ActorRef, child, type Isolate, supervise } from '@troupe/core'
import { subprocess, thread } from '@troupe/runtime-node'
import { compare, type Contender, type Running } from '../measure/compare.ts'
import type { Benchmark } from '../result.ts'
import { type BareIsolate, bareProcess, bareThread } from './bare-isolates.ts'
import { bareSession } from './bare-session.ts'
import { Detect } from './detect.protocol.ts'

const side = 320
/** A few percent are less than what the machine does from one second to the next. */
const [turnsPerRound, runsPerTurn] = [4, 40]
/** A server has been at it for a while: its code is compiled. */
const warmUpTurns = 8
/** One runs and one waits, so that the isolate never does. */
const inFlight = 2

const served = new URL('./detect.actor.js', import.meta.url)
const kinds = {
  thread: { bare: bareThread, isolate: thread(served) },
  subprocess: { bare: bareProcess, isolate: subprocess(served) },
}

/** Text detection at 320 x 320: through an actor, beside bare `session.run` in this very process. */
export const inferenceOverhead: Benchmark = {
  ids: ['inference-overhead/thread', 'inference-overhead/subprocess'],
  async run({ rounds }) {
    const turns = { rounds: rounds * turnsPerRound }
    return [
      ...(await compare([headingOf('thread')], contendersOf('thread'), turns)),
      ...(await compare([headingOf('subprocess')], contendersOf('subprocess'), turns)),
    ]
  },
}

type Kind = keyof typeof kinds

function headingOf(kind: Kind) {
  return { id: `inference-overhead/${kind}`, unit: 'runs/s', better: 'higher' } as const
}

function contendersOf(kind: Kind): Contender[] {
  const { bare, isolate } = kinds[kind]
  return [
    { role: 'troupe', name: 'troupe', start: () => anActor(isolate) },
    { role: 'limit', name: 'limit', start: aSession },
    {
      role: 'aside',
      name: `a ${kind} without Troupe`,
      start: () => anIsolate(bare(side)),
    },
  ]
}

async function anActor(isolate: Isolate): Promise<Running> {
  const app = await supervise({
    children: { detector: child(Detect, isolate, { allowThread: true }) },
    deadline: 120_000,
  })
  return running(
    () => actorRuns(app.children.detector),
    () => app.stop(),
  )
}

async function aSession(): Promise<Running> {
  const run = await bareSession(side)
  return running(
    async () => {
      for (let n = 0; n < runsPerTurn; n++) await run(pixels())
    },
    () => Promise.resolve(),
  )
}

async function anIsolate(isolate: BareIsolate): Promise<Running> {
  return running(
    () => isolateRuns(isolate),
    () => isolate.stop(),
  )
}

async function running(runs: () => Promise<void>, stop: Running['stop']): Promise<Running> {
  for (let turn = 0; turn < warmUpTurns; turn++) await runs()
  return {
    async sample() {
      const begun = performance.now()
      await runs()
      return [(runsPerTurn * 1_000) / (performance.now() - begun)]
    },
    stop,
  }
}

async function actorRuns({ ask }: ActorRef<typeof Detect>): Promise<void> {
  let left = runsPerTurn
  const worker = async (): Promise<void> => {
    while (left-- > 0) await ask.run({ pixels: pixels(), side })
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
}

/** Two in flight as well, in order, as bare messages come. */
async function isolateRuns(isolate: BareIsolate): Promise<void> {
  for (let n = 0; n < inFlight; n++) isolate.send(pixels())
  for (let n = 1; n <= runsPerTurn; n++) {
    await isolate.answered()
    if (n <= runsPerTurn - inFlight) isolate.send(pixels())
  }
}

/** A new picture each time, as a camera gives. */
function pixels(): Float32Array<ArrayBuffer> {
  return new Float32Array(3 * side * side).fill(0.5)
}
