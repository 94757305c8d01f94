import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { expect, test } from 'vitest'
import { child, memory, supervise } from '../../src/index.ts'
import { openTelemetry } from '../../src/opentelemetry/index.ts'
import { Fragile, fragile } from '../support/stage.ts'

interface Point {
  readonly attributes: Record<string, unknown>
  readonly value: unknown
}

async function measured() {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 1e8 })
  const meter = new MeterProvider({ readers: [reader] }).getMeter('test')
  const app = await supervise({
    children: { one: child(Fragile, memory(fragile), { mailbox: { capacity: 2 } }) },
    log: false,
    restarts: { max: 100, within: 1_000 },
  })
  const end = openTelemetry(app, { meter, tracer: false })
  const points = async (name: string): Promise<readonly Point[]> => {
    exporter.reset()
    await reader.forceFlush()
    const all = exporter.getMetrics().flatMap((resource) => resource.scopeMetrics)
    const found = all.flatMap(({ metrics }) => metrics).find((it) => it.descriptor.name === name)
    return (found?.dataPoints ?? []) as readonly Point[]
  }
  return { app, end, one: app.children.one, points }
}

const counts = (points: readonly Point[]): unknown[] =>
  points.map(({ value }) => (value as { count: number }).count)

test('openTelemetry() records calls and tells by operation, outcome and error', async () => {
  const { app, one, points } = await measured()
  await one.ask.echo(1)
  await one.ask.echo(2)
  await one.ask.crash().catch(() => {})
  one.tell.note(1)
  await one.ask.echo(3)
  const calls = await points('rpc.client.call.duration')
  expect(calls.map(({ attributes }) => attributes)).toEqual([
    expect.objectContaining({ 'rpc.method': 'fragile/echo', 'troupe.message.outcome': 'replied' }),
    expect.objectContaining({ 'rpc.method': 'fragile/crash', 'error.type': 'thrown' }),
  ])
  expect(counts(calls)).toEqual([3, 1])
  const tells = await points('messaging.process.duration')
  expect(tells[0]!.attributes).toMatchObject({ 'messaging.destination.name': 'app/one' })
  await app.stop()
})

test('openTelemetry() splits the time into queue and compute', async () => {
  const { app, one, points } = await measured()
  await one.ask.echo(1)
  for (const name of ['troupe.message.queue.duration', 'troupe.message.compute.duration'])
    expect(counts(await points(name))).toEqual([1])
  await app.stop()
})

test('openTelemetry() counts restarts with their reason, and starts', async () => {
  const { app, one, points } = await measured()
  await one.ask.crash().catch(() => {})
  await one.ask.echo(1)
  const [restarts] = await points('troupe.actor.restarts')
  expect(restarts).toMatchObject({
    attributes: { 'troupe.actor.path': 'app/one', 'troupe.exit.reason': 'error' },
    value: 1,
  })
  expect(counts(await points('troupe.actor.start.duration'))).toEqual([1])
  await app.stop()
})

test('openTelemetry() counts dead letters and shows what waits', async () => {
  const { app, one, points } = await measured()
  await app.stopChild('one')
  one.tell.note(1)
  one.tell.note(2)
  const [letters] = await points('troupe.dead_letters')
  expect(letters!.value).toBe(2)
  expect(letters!.attributes['error.type']).toBe('down')
  const restarted = app.restartChild('one')
  const asked = one.ask.echo(1)
  const waiting = (await points('troupe.mailbox.messages')).find(
    ({ attributes }) => attributes['troupe.message.state'] === 'waiting',
  )
  expect(waiting).toMatchObject({ attributes: { 'troupe.actor.path': 'app/one' } })
  await restarted
  await asked
  await app.stop()
})

test('openTelemetry() records nothing when it has ended', async () => {
  const { app, end, one, points } = await measured()
  end()
  await one.ask.echo(1)
  expect(await points('rpc.client.call.duration')).toEqual([])
  expect(await points('troupe.mailbox.messages')).toEqual([])
  await app.stop()
})
