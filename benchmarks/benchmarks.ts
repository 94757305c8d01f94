import { askLatency } from './families/ask-latency.ts'
import { askThroughput } from './families/ask-throughput.ts'
import { cancelRunning } from './families/cancel-latency.ts'
import { cancelQueued } from './families/cancel-queued.ts'
import { direct } from './families/direct.ts'
import { memoryPerActor } from './families/memory-per-actor.ts'
import { places, subprocess, thread } from './families/places.ts'
import { scale } from './families/scale.ts'
import { spawn } from './families/spawn.ts'
import { streams } from './families/streams.ts'
import { tellThroughput } from './families/tell-throughput.ts'
import { tensorRoundtrip, tensorThroughput } from './families/tensors.ts'
import { inferenceOverhead } from './inference-overhead/inference-overhead.ts'
import { inspectionOverhead } from './inspection-overhead/inspection-overhead.ts'
import { modelColdStart } from './model-cold-start/model-cold-start.ts'
import { comparing } from './measure/compare.ts'
import type { Benchmark } from './result.ts'

/** All benchmarks, in the order of the tables. */
export const benchmarks: readonly Benchmark[] = [
  ...places.map(askThroughput).map(comparing),
  ...places.map(askLatency).map(comparing),
  tellThroughput,
  comparing(tensorRoundtrip(thread)),
  comparing(tensorThroughput(subprocess)),
  ...places.map(streams).map(comparing),
  ...places.map(direct).map(comparing),
  ...places.map(cancelRunning).map(comparing),
  comparing(cancelQueued),
  ...places.map(spawn).map(comparing),
  ...memoryPerActor,
  ...scale,
  inferenceOverhead,
  inspectionOverhead,
  modelColdStart,
]
