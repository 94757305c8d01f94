import { describe, expect, test } from 'vitest'
import { Compiler } from './compiler.ts'

const common = `
import { actor, type ActorRef, ActorError, ask, child, duplex, memory, pipeline, pool, protocol } from '@troupe/core'
import { stream, supervise, tell, type } from '@troupe/core'
import { thread } from '../../../../runtime-node/dist/index.js'
import { worker } from '../../../../runtime-web/dist/index.js'
/** Reads text out of images. */
const Ocr = protocol('ocr', {
  /** Recognise the text of one image. */
  read: ask<{ image: Uint8Array }, string>(),
  /** Recognise a document page by page. */
  pages: stream<{ pages: Uint8Array[] }, string>(),
  /** Drop the cached document. */
  forget: tell<{ documentId: string }>(),
  /** Lines as the frames come in. */
  watch: duplex<Uint8Array, string>(),
  /** How many there were. */
  count: ask<void, number>(),
}, {
  options: type<{
    /** Of the text: en, de. */
    language: string
  }>(),
})
declare const ocr: ActorRef<typeof Ocr>
const Counter = protocol('counter', { add: ask<number, number>(), reset: tell(), upTo: stream<number, number>() })
declare const counter: ActorRef<typeof Counter>
declare const isolate: ReturnType<typeof memory>
const rest = { reset() {}, *upTo(to: number) { yield to } }
`

const Operations =
  '{ readonly add: Operation<"ask", number, number>; readonly reset: Operation<"tell", void, void>; readonly upTo: Operation<"stream", number, number>; }'
const Spoken = `Protocol<${Operations}, void>`
const isNot = (given: string, wanted: string) => `Type '${given}' is not assignable to type '${wanted}'.`
const isNoArgument = (given: string, wanted: string) =>
  `Argument of type '${given}' is not assignable to parameter of type '${wanted}'.`

/** What somebody writes, and the first line that the compiler answers. */
const mistakes: Readonly<Record<string, readonly [string, string | RegExp]>> = {
  'a wrong input': [`void counter.ask.add('1')`, isNoArgument('string', 'number')],
  'a misspelt field': [
    `void ocr.ask.read({ img: new Uint8Array() })`,
    `Object literal may only specify known properties, and 'img' does not exist in type '{ image: Uint8Array<ArrayBufferLike>; }'.`,
  ],
  'no input where one is needed': [`void counter.ask.add()`, 'Expected 1-2 arguments, but got 0.'],
  'an input where none is taken': [`counter.tell.reset('now')`, isNoArgument('string', 'void')],
  'options in place of the input': [
    `void ocr.ask.count({ signal: new AbortController().signal })`,
    isNoArgument('{ signal: AbortSignal; }', 'void'),
  ],
  'an unknown operation': [
    `void counter.ask.subtract(1)`,
    `Property 'subtract' does not exist on type '{ readonly add: Ask<number, number>; }'.`,
  ],
  'an ask on a tell': [
    `void counter.ask.reset()`,
    `Property 'reset' does not exist on type '{ readonly add: Ask<number, number>; }'.`,
  ],
  'a tell on an ask': [
    `counter.tell.add(1)`,
    `Property 'add' does not exist on type '{ readonly reset: Tell<void>; }'.`,
  ],
  'a stream on an ask': [
    `counter.stream.add(1)`,
    `Property 'add' does not exist on type '{ readonly upTo: Stream<number, number>; }'.`,
  ],
  'a wrong option of a call': [
    `void counter.ask.add(1, { timeout: 5 })`,
    /^Object literal may only specify known properties, and 'timeout' does not exist in type '.*SendOptions/,
  ],
  'an answer that is not awaited': [
    `counter.ask.add(1) satisfies number`,
    `Type 'Promise<number>' does not satisfy the expected type 'number'.`,
  ],
  'a missing handler': [
    `actor(Counter, () => ({ add: (by: number) => by, reset() {} }))`,
    isNot('{ add: (by: number) => number; reset(): void; }', `MaybePromise<Behaviour<${Operations}>>`),
  ],
  'a wrong answer of a handler': [
    `actor(Counter, () => ({ ...rest, add: (by) => String(by) }))`,
    isNot('string', 'MaybePromise<number>'),
  ],
  'one answer of a stream': [
    `actor(Counter, () => ({ add: (by) => by, reset() {}, upTo: (to) => to }))`,
    isNot('number', 'AsyncIterable<number> | Iterable<number>'),
  ],
  'a handler of another input': [
    `actor(Counter, () => ({ ...rest, add: (by: string) => by.length }))`,
    isNot('(by: string) => number', '(input: number, call: Call) => MaybePromise<number>'),
  ],
  'a wrong option of a child': [
    `child(Counter, isolate, { restart: 'always' })`,
    isNot('"always"', 'RestartRule | undefined'),
  ],
  'a misspelt option of a child': [
    `child(Counter, isolate, { restarts: 5 })`,
    `Object literal may only specify known properties, but 'restarts' does not exist in type 'ChildOptions<${Spoken}>'. Did you mean to write 'restart'?`,
  ],
  'a wrong option of the actor': [
    `child(Ocr, isolate, { options: { lang: 'en' } })`,
    `Object literal may only specify known properties, and 'lang' does not exist in type '{ language: string; }'.`,
  ],
  'a URL instead of an isolate': [
    `child(Counter, new URL('file:///x.js'))`,
    isNoArgument('URL', 'Isolate'),
  ],
  'an isolate instead of a child': [
    `void supervise({ children: { counter: isolate } })`,
    `Type 'Isolate' is missing the following properties from type 'ChildDefinition<unknown>': mount, subtree`,
  ],
  'a misspelt strategy': [
    `void supervise({ strategy: 'one_for_one', children: {} })`,
    `Type '"one_for_one"' is not assignable to type 'Strategy | undefined'. Did you mean '"one-for-one"'?`,
  ],
  'a number of restarts': [
    `void supervise({ restarts: 5, children: {} })`,
    isNot('number', '{ readonly max: Limit; readonly within: number; }'),
  ],
  'a pool without a size': [
    `pool(Counter, isolate, {})`,
    isNoArgument('{}', `PoolOptions<${Spoken}>`),
  ],
  'a forgotten call of ask()': [
    `protocol('counter', { add: ask })`,
    isNot(
      '<Input = void, Output = void>(checks?: Checks<Input, Output> | undefined) => Operation<"ask", NoInfer<Input>, NoInfer<Output>>',
      'AnyOperation',
    ),
  ],
  'a stage that takes something else': [
    `pipeline(['1']).map(counter.ask.add)`,
    isNoArgument('Ask<number, number>', 'Stage<string, number>'),
  ],
  'an unknown code': [
    `ActorError.is(undefined, 'time-out')`,
    isNoArgument('"time-out"', 'keyof ErrorDetails'),
  ],
  'a URL for worker()': [
    `worker(new URL('./x.worker.ts', 'file:///'))`,
    isNoArgument('URL', '() => Worker'),
  ],
  'a function for thread()': [
    `thread(() => new Worker('x'))`,
    isNoArgument('() => Worker', 'string | URL'),
  ],
  'a protocol for memory()': [
    `memory(Counter)`,
    isNoArgument(Spoken, 'Served | (() => Served | PromiseLike<Served>)'),
  ],
}

const fine = `
void counter.ask.add(1, { deadline: 5 })
counter.tell.reset()
actor(Ocr, async ({ options }) => ({
  read: ({ image }) => options.language + image.byteLength,
  async *pages({ pages }) { yield String(pages.length) },
  forget({ documentId }) { void documentId },
  async *watch(frames) { for await (const frame of frames) yield String(frame.byteLength) },
  count: () => 5,
}))`

const compiler = new Compiler(common, {
  fine,
  ...Object.fromEntries(Object.entries(mistakes).map(([what, [text]]) => [what, text])),
})

describe('the compiler', () => {
  test('says nothing where nothing is wrong', { timeout: 120_000 }, () => {
    expect(compiler.report('fine')).toBe('')
  })

  test.each(Object.entries(mistakes))('answers %s', (what, [, answer]) => {
    expect(compiler.complaints(what)).toEqual([
      typeof answer === 'string' ? answer : expect.stringMatching(answer),
    ])
  })

  test('names the handler that is missing, the type that is wrong, and the size of a pool', () => {
    expect(compiler.report('a missing handler')).toContain("Property 'upTo' is missing in type")
    expect(compiler.report('a URL instead of an isolate')).toContain(
      "missing the following properties from type 'Isolate': kind, features, start",
    )
    expect(compiler.report('a pool without a size')).toContain("Property 'size' is missing")
  })
})

describe('an editor shows the words of the contract', () => {
  test.each([
    ['read({ img', 'a misspelt field', 'Recognise the text of one image.'],
    ['count({', 'options in place of the input', 'How many there were.'],
    ['read: ({ image })', 'fine', 'Recognise the text of one image.'],
    ['pages({ pages })', 'fine', 'Recognise a document page by page.'],
    ['forget({ documentId })', 'fine', 'Drop the cached document.'],
    ['watch(frames)', 'fine', 'Lines as the frames come in.'],
    ['language + ', 'fine', 'Of the text: en, de.'],
    ['Ocr, async', 'fine', 'Reads text out of images.'],
  ])('over %s', (at, snippet, words) => {
    expect(compiler.hover(snippet, at)).toMatchObject({ words })
  })

  test('and the types of a call, as plain as a function', () => {
    expect(compiler.hover('fine', 'add(1').type).toMatch(
      /^\(property\) add: \(input: number, options\?: .*\) => Promise<number>$/,
    )
  })
})
