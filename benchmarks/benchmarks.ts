import { askLatency } from './families/ask-latency.ts'
import { askThroughput } from './families/ask-throughput.ts'
import { cancelQueued, cancelRunning } from './families/cancel-latency.ts'
import { direct } from './families/direct.ts'
import { memoryPerActor } from './families/memory-per-actor.ts'
import { scale } from './families/scale.ts'
import { spawn } from './families/spawn.ts'
import { streams } from './families/streams.ts'
import { tellThroughput } from './families/tell-throughput.ts'
import { tensorRoundtrip, tensorThroughput } from './families/tensors.ts'
import { inferenceOverhead } from './inference-overhead/inference-overhead.ts'
import { inspectionOverhead } from './inspection-overhead/inspection-overhead.ts'
import { modelColdStart } from './model-cold-start/model-cold-start.ts'
import type { Benchmark } from './result.ts'

/** All benchmarks, in the order of the tables. */
export const benchmarks: readonly Benchmark[] = [
  ...askThroughput,
  ...askLatency,
  tellThroughput,
  tensorRoundtrip,
  tensorThroughput,
  ...streams,
  direct,
  ...cancelRunning,
  cancelQueued,
  ...spawn,
  ...memoryPerActor,
  ...scale,
  inferenceOverhead,
  inspectionOverhead,
  modelColdStart,
]

/**
 * Those of which an id begins so; all where nothing is asked for.
 *
 * @throws {RangeError} No id begins so.
 */
export function chosen(wanted: readonly string[]): readonly Benchmark[] {
  const ids = benchmarks.flatMap((benchmark) => benchmark.ids)
  const unknown = wanted.filter((beginning) => !ids.some((id) => id.startsWith(beginning)))
  if (unknown.length > 0) {
    throw new RangeError(
      `There is no benchmark ${unknown.join(', ')}; there are ${ids.join(', ')}.`,
    )
  }
  if (wanted.length === 0) return benchmarks
  return benchmarks.filter(({ ids: own }) =>
    own.some((id) => wanted.some((beginning) => id.startsWith(beginning))),
  )
}
