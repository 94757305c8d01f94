import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { type ActorRef, child, supervise } from '@troupe/core'
import { registry, tensor } from '@troupe/models'
import { ort } from '@troupe/models/ort'
import { subprocess, thread } from '@troupe/runtime-node'
import type { Benchmark } from '../result.ts'
import type { ToWorker } from './bare-worker.ts'
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
    const worker = new Worker(new URL('./bare-worker.js', import.meta.url))
    const rates = { bare: [], worker: [], thread: [], subprocess: [] } as Record<Place, number[]>
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
        worker: await rate(workerRuns(worker)),
        thread: await rate(actorRuns(app.children.thread)),
        subprocess: await rate(actorRuns(app.children.subprocess)),
      }
      if (round === 0) continue
      for (const place of places) rates[place].push(measured[place])
    }
    await left(worker)
    return (['thread', 'subprocess'] as const).map((kind) => ({
      id: `inference-overhead/${kind}`,
      unit: 'runs/s',
      better: 'higher',
      troupe: rates[kind],
      limit: rates.bare,
      peers: {},
      asides: { 'a thread without Troupe': rates.worker },
    }))
  },
}

const places = ['bare', 'worker', 'thread', 'subprocess'] as const
type Place = (typeof places)[number]
type Runs = () => Promise<void>

async function rate(runs: Runs): Promise<number> {
  const begun = performance.now()
  await runs()
  return (runsPerRound * 1_000) / (performance.now() - begun)
}

async function bareRuns(): Promise<Runs> {
  const { model } = await registry().load('ocr/detection')
  const session = await ort.load(model, { threads: 1 })
  const name = session.inputs[0]!.name
  return async () => {
    for (let n = 0; n < runsPerRound; n++) {
      await session.run({ [name]: tensor('float32', [1, 3, side, side], pixels()) })
    }
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
function workerRuns(worker: Worker): Runs {
  return async () => {
    const send = (): void => worker.postMessage({ pixels: pixels(), side } satisfies ToWorker)
    for (let n = 0; n < inFlight; n++) send()
    for (let n = 1; n <= runsPerRound; n++) {
      await once(worker, 'message')
      if (n <= runsPerRound - inFlight) send()
    }
  }
}

/** It ends by itself, when nothing runs in it: a thread must not be ended inside onnxruntime. */
async function left(worker: Worker): Promise<void> {
  worker.postMessage('enough' satisfies ToWorker)
  await once(worker, 'exit')
}

/** A new picture each time, as a camera gives. */
function pixels(): Float32Array {
  return new Float32Array(3 * side * side).fill(0.5)
}
