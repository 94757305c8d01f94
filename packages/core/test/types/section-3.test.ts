import { describe, expect, expectTypeOf, it } from 'vitest'
import { actor } from '../../src/actor.ts'
import {
  ActorError,
  type ActorRef,
  ask,
  child,
  compute,
  duplex,
  type Isolate,
  pipeline,
  pool,
  protocol,
  stream,
  supervise,
  supervisor,
  tell,
  type,
} from '../../src/index.ts'

/*
 * The API as the design writes it, compiled. Nothing of it runs here: what is behind `declare`
 * belongs to other packages or to the adopter.
 */
declare const thread: (url: URL) => Isolate
declare const subprocess: (url: URL) => Isolate
declare const worker: (make: () => { postMessage(message: unknown): void }) => Isolate
declare const Worker: { new (url: URL, options: { type: 'module' }): { postMessage(message: unknown): void } }
declare const loadEngine: (options: { signal: AbortSignal; language: string }) => Promise<{
  recognise(image: Uint8Array, call: { signal: AbortSignal }): Promise<Line[]>
  close(): Promise<void>
}>
declare const files: AsyncIterable<{ image: Uint8Array }>
declare const clean: (lines: Line[]) => string
declare const found: (lines: Line[]) => boolean
declare const image: Uint8Array
declare const pages: Uint8Array[]
declare const input: { width: number }
declare const signal: AbortSignal

interface Line {
  readonly text: string
  readonly box: readonly number[]
}
interface Frame {
  readonly pixels: Uint8Array
}

// ocr.protocol.ts
/** Reads text out of images. */
export const Ocr = protocol('ocr', {
  /** Recognise the text of one image. */
  read: ask<{ image: Uint8Array }, Line[]>(),
  /** Recognise a document page by page. */
  pages: stream<{ pages: Uint8Array[] }, Line[]>(),
  /** Drop the cached document. */
  forget: tell<{ documentId: string }>(),
  /** Lines as the frames come in. */
  watch: duplex<Frame, Line>(),
}, { options: type<{ language: string }>() })

// ocr.actor.ts
const ocrActor = actor(Ocr, async ({ signal, options, log }) => {
  const engine = await loadEngine({ signal, language: options.language })
  const cache = new Map<string, Line[]>()
  log.info('ready', { language: options.language })
  return {
    read: ({ image }, call) => engine.recognise(image, call),
    async *pages({ pages }, call) { for (const p of pages) yield engine.recognise(p, call) },
    forget({ documentId }) { cache.delete(documentId) },
    async *watch(frames, call) { for await (const { pixels } of frames) yield* await engine.recognise(pixels, call) },
    async [Symbol.asyncDispose]() { await engine.close() },
  }
})

// main.ts
async function main(): Promise<void> {
  await using app = await supervise({
    strategy: 'one-for-one',
    restarts: { max: 3, within: 5_000 },
    children: {
      ocr: child(Ocr, subprocess(new URL('./ocr.actor.js', import.meta.url)), { restart: 'permanent', options: { language: 'en' } }),
      readers: pool(Ocr, thread(new URL('./ocr.actor.js', import.meta.url)), { size: 4, route: 'least-busy', options: { language: 'en' } }),
      web: child(Ocr, worker(() => new Worker(new URL('./ocr.worker.ts', import.meta.url), { type: 'module' })), { options: { language: 'de' } }),
      inner: supervisor({
        strategy: 'rest-for-one',
        children: { x: child(Ocr, thread(new URL('./ocr.actor.js', import.meta.url)), { options: { language: 'en' } }) },
      }),
    },
  })
  const { ocr, readers } = app.children
  expectTypeOf(ocr).toEqualTypeOf<ActorRef<typeof Ocr>>()
  expectTypeOf(app.children.inner.children.x).toEqualTypeOf<ActorRef<typeof Ocr>>()

  const lines = await ocr.ask.read({ image }, { signal: AbortSignal.timeout(2_000), transfer: [image] })
  expectTypeOf(lines).toEqualTypeOf<Line[]>()
  ocr.tell.forget({ documentId: 'a' }) satisfies boolean
  await ocr.tell.forget.accepted({ documentId: 'a' })
  for await (const page of ocr.stream.pages({ pages })) if (found(page)) break

  const text = pipeline(files, { signal })
    .map(readers.ask.read, { concurrency: 4 })
    .map(clean)
  expectTypeOf(await text.toArray()).toEqualTypeOf<string[]>()

  const frames: Frame[] = []
  for await (const line of ocr.duplex.watch(frames)) expectTypeOf(line).toEqualTypeOf<Line>()

  const result = await compute(thread(new URL('./resize.js', import.meta.url)), input, { signal })
  expectTypeOf(result).toBeUnknown()
  const typed = await compute<Uint8Array, { width: number }>(thread(new URL('./resize.js', import.meta.url)), input, { signal })
  expectTypeOf(typed).toEqualTypeOf<Uint8Array>()

  const reason = await app.exited
  if (reason.type === 'gave-up') expectTypeOf(reason.child).toBeString()
  await app.stop()

  const error: unknown = reason
  if (ActorError.is(error, 'down')) expectTypeOf(error.details.reason.type).toExtend<string>()
  if (ActorError.is(error, 'timeout')) expectTypeOf(error.details.milliseconds).toBeNumber()
}

describe('the API as the design writes it', () => {
  it('compiles', () => {
    expect([typeof main, ocrActor.protocol.name]).toEqual(['function', 'ocr'])
    expect(Ocr.fingerprint).toBe('ocr(forget:tell,pages:stream,read:ask,watch:duplex)')
  })
})
