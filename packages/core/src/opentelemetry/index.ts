/**
 * Spans and metrics of a tree for OpenTelemetry.
 *
 * @module
 */

import { type Meter, metrics, trace, type Tracer } from '@opentelemetry/api'
import type { App } from '../supervise/supervise.ts'
import { recordMetrics } from './metrics.ts'
import { spansBy } from './spans.ts'

/** Where traces and metrics go; `false` for nowhere. */
export interface OpenTelemetryOptions {
  /** Default: the global provider's, named `@troupe/core`. */
  readonly tracer?: Tracer | false
  /** Default: the global provider's, named `@troupe/core`. */
  readonly meter?: Meter | false
}

const scope = '@troupe/core'

/**
 * Tells OpenTelemetry what happens in a tree: a span of every message, and metrics.
 *
 * Spans join across isolates: an ask from inside a handler is a child of the span of the call that
 * the handler serves, and an ask from the app a child of the span that is active there. All spans are
 * made in the app, so isolates need no SDK. Nothing that messages carry is recorded.
 *
 * It needs `@opentelemetry/api`, and an SDK that is registered before.
 *
 * @returns A function that ends it.
 * @example
 * ```ts
 * import { actor, ask, child, memory, protocol, supervise } from '@troupe/core'
 * import { openTelemetry } from '@troupe/core/opentelemetry'
 * import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
 *
 * const exporter = new InMemorySpanExporter()
 * const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
 *
 * const Echo = protocol('echo', { say: ask<string, string>() })
 * const echo = actor(Echo, () => ({ say: (words) => words }))
 * await using app = await supervise({ children: { echo: child(Echo, memory(echo)) } })
 * openTelemetry(app, { tracer: provider.getTracer('shop') })
 *
 * await app.children.echo.ask.say('hello')
 * exporter.getFinishedSpans().map(({ name }) => name) // => ['echo/say']
 * ```
 */
export function openTelemetry(
  app: Pick<App, 'inspect' | 'trace' | 'tree'>,
  { tracer, meter }: OpenTelemetryOptions = {},
): () => void {
  const ends: (() => void)[] = []
  if (tracer !== false) ends.push(app.trace(spansBy(tracer ?? trace.getTracer(scope))))
  if (meter !== false) ends.push(recordMetrics(app, meter ?? metrics.getMeter(scope)))
  return () => ends.forEach((end) => end())
}
