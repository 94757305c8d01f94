import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  actor,
  type ActorRef,
  ask,
  child,
  memory,
  pool,
  protocol,
  stream,
  supervise,
  tell,
} from '../../src/index.ts'
import { openTelemetry } from '../../src/opentelemetry/index.ts'

const exporter = new InMemorySpanExporter()
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
const tracer = provider.getTracer('test')

const contexts = new AsyncLocalStorageContextManager()
beforeAll(() => void context.setGlobalContextManager(contexts.enable()))
afterAll(() => context.disable())
beforeEach(() => exporter.reset())

const Leaf = protocol('leaf', {
  say: ask<string, string>(),
  note: tell<string>(),
  count: stream<number, number>(),
  fail: ask(),
})
const leaf = actor(
  Leaf,
  () => ({
    say: (words) => words,
    note() {},
    async *count(end) {
      for (let n = 0; n < end; n++) yield n
    },
    fail() {
      throw new RangeError('no')
    },
  }),
  { onFailure: () => 'restart' },
)

const Root = protocol('root', { pass: ask<{ to: ActorRef<typeof Leaf>; words: string }, string>() })
const root = actor(Root, () => ({ pass: ({ to, words }) => to.ask.say(words) }))
const Eager = protocol('eager', {
  pass: ask<{ to: ActorRef<typeof Leaf>; words: string }, string>(),
})
const eager = actor(Eager, () => ({ pass: ({ to, words }, call) => to.ask.say(words, call) }), {
  concurrency: 4,
})

async function traced() {
  const app = await supervise({
    children: {
      leaf: child(Leaf, memory(leaf)),
      root: child(Root, memory(root)),
      eager: child(Eager, memory(eager)),
      leaves: pool(Leaf, memory(leaf), { size: 2 }),
    },
    log: false,
  })
  const end = openTelemetry(app, { tracer, meter: false })
  return { app, end, ...app.children }
}

const spans = (): Record<string, ReadableSpan> =>
  Object.fromEntries(exporter.getFinishedSpans().map((span) => [span.name, span]))

const idOf = (span: ReadableSpan | undefined): string | undefined => span?.spanContext().spanId
const traceOf = (span: ReadableSpan | undefined): string | undefined => span?.spanContext().traceId

test('openTelemetry() makes a span of an ask, with the attributes of an RPC', async () => {
  const { app, leaf } = await traced()
  await leaf.ask.say('a secret')
  await app.stop()
  const span = spans()['leaf/say']!
  expect(span.kind).toBe(SpanKind.CLIENT)
  expect(span.attributes).toMatchObject({
    'rpc.system.name': 'troupe',
    'rpc.method': 'leaf/say',
    'troupe.actor.path': 'app/leaf',
    'troupe.message.outcome': 'replied',
  })
  expect(span.status.code).toBe(SpanStatusCode.UNSET)
  expect(JSON.stringify([span.attributes, span.events])).not.toContain('secret')
})

test('openTelemetry() makes a span of a tell, with the attributes of messaging', async () => {
  const { app, leaf } = await traced()
  leaf.tell.note('x')
  await app.stop({ drain: 1_000 })
  const span = spans()['leaf/note']!
  expect(span.kind).toBe(SpanKind.CONSUMER)
  expect(span.attributes).toMatchObject({
    'messaging.system.name': 'troupe',
    'messaging.destination.name': 'app/leaf',
    'messaging.operation.type': 'process',
    'troupe.message.outcome': 'handled',
  })
})

test('openTelemetry() ends the span of a stream with its last item', async () => {
  const { app, leaf } = await traced()
  for await (const _ of leaf.stream.count(3)) expect(exporter.getFinishedSpans()).toEqual([])
  await app.stop()
  expect(spans()['leaf/count']!.attributes['troupe.message.outcome']).toBe('replied')
})

test('openTelemetry() makes an ask of a handler a child of the call that it serves', async () => {
  const { app, leaf, root } = await traced()
  await Promise.all([root.ask.pass({ to: leaf, words: 'a' }), leaf.ask.say('beside it')])
  await app.stop()
  const own = exporter.getFinishedSpans()
  const pass = own.find(({ name }) => name === 'root/pass')!
  const within = own.filter(({ parentSpanContext }) => parentSpanContext?.spanId === idOf(pass))
  expect(within.map(({ name }) => name)).toEqual(['leaf/say'])
  expect(traceOf(within[0])).toBe(traceOf(pass))
})

test('openTelemetry() keeps calls apart that are handled at the same time and say for whom', async () => {
  const { app, leaves, eager } = await traced()
  await Promise.all(['a', 'b', 'c'].map((words) => eager.ask.pass({ to: leaves, words })))
  await app.stop()
  const own = exporter.getFinishedSpans()
  const parents = own.filter(({ name }) => name === 'eager/pass').map(idOf)
  const said = own.filter(({ name }) => name === 'leaf/say')
  expect(new Set(said.map(({ parentSpanContext }) => parentSpanContext?.spanId))).toEqual(
    new Set(parents),
  )
})

test('openTelemetry() joins the span that is active where the app asks', async () => {
  const { app, leaf, root } = await traced()
  await tracer.startActiveSpan('request', async (request) => {
    await root.ask.pass({ to: leaf, words: 'a' })
    request.end()
  })
  await app.stop()
  const { request, 'root/pass': pass, 'leaf/say': say } = spans()
  expect(pass!.parentSpanContext?.spanId).toBe(idOf(request))
  expect(say!.parentSpanContext?.spanId).toBe(idOf(pass))
  expect(traceOf(say)).toBe(traceOf(request))
})

test('openTelemetry() takes no span that is active where the tree was made for a parent', async () => {
  const silent = actor(Root, () => ({
    async pass({ to, words }) {
      to.tell.note(words)
      return words
    },
  }))
  const made = await tracer.startActiveSpan('boot', async (boot) => {
    const app = await supervise({
      children: { leaf: child(Leaf, memory(leaf)), root: child(Root, memory(silent)) },
      log: false,
    })
    boot.end()
    return app
  })
  openTelemetry(made, { tracer, meter: false })
  await made.children.root.ask.pass({ to: made.children.leaf, words: 'a' })
  await made.stop({ drain: 1_000 })
  expect(spans()['leaf/note']!.parentSpanContext).toBe(undefined)
})

test('openTelemetry() says what failed and why', async () => {
  const { app, leaf } = await traced()
  await leaf.ask.fail().catch(() => {})
  await app.stop()
  const span = spans()['leaf/fail']!
  expect(span.status).toMatchObject({ code: SpanStatusCode.ERROR })
  expect(span.attributes['error.type']).toBe('thrown')
  leaf.tell.note('too late')
  expect(spans()['leaf/note']!.attributes).toMatchObject({
    'troupe.message.outcome': 'dead-lettered',
    'error.type': 'down',
  })
})

test('openTelemetry() makes no span when it has ended', async () => {
  const { app, end, leaf } = await traced()
  end()
  await leaf.ask.say('a')
  await app.stop()
  expect(exporter.getFinishedSpans()).toEqual([])
})

test('openTelemetry() uses the global tracer unless it is given one', async () => {
  trace.setGlobalTracerProvider(provider)
  const app = await supervise({ children: { leaf: child(Leaf, memory(leaf)) }, log: false })
  openTelemetry(app)
  await app.children.leaf.ask.say('a')
  await app.stop()
  trace.disable()
  expect(spans()['leaf/say']!.instrumentationScope.name).toBe('@troupe/core')
})
