import type { InferenceSession } from 'onnxruntime-node'
import type { SessionOptions } from '../backend.ts'

/**
 * The options of onnxruntime for ours. Threads and spinning are always set: two isolates that leave
 * them to onnxruntime's defaults fight for the cores.
 */
export function sessionOptions(
  { threads = 1, providers, graphOptimization = 'all' }: SessionOptions,
  defaults: { readonly providers: readonly string[] },
): InferenceSession.SessionOptions {
  return {
    executionProviders: providers ?? defaults.providers,
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: graphOptimization,
    logSeverityLevel: 3,
    extra: { session: { intra_op: { allow_spinning: '0' }, inter_op: { allow_spinning: '0' } } },
  }
}
