import { child, type InspectionEvent, supervise } from '@troupe/core'
import { registry } from '@troupe/models'
import { ort } from '@troupe/models/ort'
import { subprocess, thread } from '@troupe/runtime-node'
import { Detect } from '../inference-overhead/detect.protocol.ts'
import type { Benchmark, Figure } from '../result.ts'

const kinds = ['thread', 'subprocess'] as const
const names = ['spawn', 'load', 'first-answer', 'total'] as const

const served = new URL('../inference-overhead/detect.actor.js', import.meta.url)

/**
 * From nothing to the first answer, by phases: until the isolate tells of its first file, until it
 * is ready, until the first answer. The limit is to load the model and run it once in this process.
 */
export const modelColdStart: Benchmark = {
  ids: kinds.flatMap((kind) => names.map((name) => `model-cold-start/${kind}/${name}`)),
  async run({ rounds }) {
    const bare: number[] = []
    const phases: Record<'thread' | 'subprocess', Phases[]> = { thread: [], subprocess: [] }
    for (let round = 0; round < rounds; round++) {
      bare.push(await bareStart())
      phases.thread.push(await actorStart('thread'))
      phases.subprocess.push(await actorStart('subprocess'))
    }
    return kinds.flatMap((kind) => figuresOf(kind, phases[kind], bare))
  },
}

interface Phases {
  /** The isolate is up and its modules are loaded. */
  readonly spawn: number
  /** The model is verified, loaded and warm. */
  readonly load: number
  readonly answer: number
}

async function bareStart(): Promise<number> {
  const begun = performance.now()
  const { model } = await registry().load('ocr/detection')
  const session = await ort.load(model, { threads: 1 })
  await session.dispose()
  return performance.now() - begun
}

async function actorStart(kind: 'thread' | 'subprocess'): Promise<Phases> {
  const begun = performance.now()
  let spawned = NaN
  const inspect = (event: InspectionEvent): void => {
    if (event.type === 'progress' && Number.isNaN(spawned)) spawned = performance.now()
  }
  const isolate = kind === 'thread' ? thread(served) : subprocess(served)
  await using app = await supervise({
    children: { detect: child(Detect, isolate, { allowThread: true }) },
    inspect,
  })
  const ready = performance.now()
  await app.children.detect.ask.run({ pixels: new Float32Array(3 * 320 * 320), side: 320 })
  return { spawn: spawned - begun, load: ready - spawned, answer: performance.now() - ready }
}

function figuresOf(kind: string, phases: readonly Phases[], limit: readonly number[]): Figure[] {
  const figures: Record<(typeof names)[number], (phases: Phases) => number> = {
    spawn: ({ spawn }) => spawn,
    load: ({ load }) => load,
    'first-answer': ({ answer }) => answer,
    total: ({ spawn, load, answer }) => spawn + load + answer,
  }
  return names.map((name) => ({
    id: `model-cold-start/${kind}/${name}`,
    unit: 'ms',
    better: 'lower',
    troupe: phases.map(figures[name]),
    limit,
    peers: {},
    asides: {},
  }))
}
