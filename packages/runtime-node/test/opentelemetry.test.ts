import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base'
import { expect, test } from 'vitest'
import { child, supervise } from '@troupe/core'
import { openTelemetry } from '@troupe/core/opentelemetry'
import { subprocess, thread } from '../src/index.ts'
import { Passes } from './fixtures/passes.protocol.js'

const module = new URL('./fixtures/passes.actor.js', import.meta.url)

test('openTelemetry() joins spans across threads and processes', async () => {
  const exporter = new InMemorySpanExporter()
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
  await using app = await supervise({
    children: {
      first: child(Passes, thread(module)),
      second: child(Passes, subprocess(module)),
      third: child(Passes, thread(module)),
    },
    log: false,
  })
  openTelemetry(app, { tracer: provider.getTracer('test'), meter: false })
  const { first, second, third } = app.children
  const ways = [
    [first, second, third],
    [third, first, second],
  ] as const
  for (const [own, ...rest] of ways) await own.ask.pass(rest)

  const spans = exporter.getFinishedSpans()
  const byId = new Map(spans.map((span) => [span.spanContext().spanId, span]))
  const wayTo = (span: (typeof spans)[number]): unknown[] => {
    const parent = byId.get(span.parentSpanContext?.spanId ?? '')
    return [...(parent ? wayTo(parent) : []), span.attributes['troupe.actor.path']]
  }
  const found = spans.map(wayTo).filter((way) => way.length === 3)
  expect(found).toHaveLength(2)
  expect(found).toEqual(expect.arrayContaining(ways.map((way) => way.map(({ path }) => path))))
  expect(new Set(spans.map((span) => span.spanContext().traceId)).size).toBe(2)
})
