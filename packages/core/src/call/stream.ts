import { checkIterable } from '../argument.ts'
import type { Submission } from '../wire/destination.ts'
import { ActorError } from '../errors.ts'
import { decode, type Encoded, sizeOf } from '../wire/codec.ts'
import { cancelled, encodeFor, submit, type Target } from './caller.ts'
import { Allowance, Credit, streamWindow } from './credit.ts'
import { type Given, none } from './given.ts'
import { WatchedCall } from './watched-call.ts'

/** The items of an answer, as they come. Leaving the loop cancels; a slow reader slows the actor. */
export class IncomingItems implements AsyncIterableIterator<unknown> {
  readonly #target: Target
  readonly #open: (items: IncomingItems) => Submission
  readonly #allowance = new Allowance()
  readonly #items: Encoded[] = []
  readonly inputCredit = new Credit(0)
  #submission: Submission | undefined
  #end: { error?: unknown } | undefined
  #waiting: (() => void)[] = []
  #left = false

  constructor(target: Target, open: (items: IncomingItems) => Submission) {
    this.#target = target
    this.#open = open
  }

  /** Sends the message, at the first read at the latest. */
  start(): Submission {
    return (this.#submission ??= this.#open(this))
  }

  get over(): boolean {
    return this.#end !== undefined
  }

  readonly sink = {
    item: (item: Encoded): void => {
      if (this.#end === undefined) this.#items.push(item)
      this.#wake()
    },
    end: (): void => this.finish({}),
    fail: (error: ActorError): void => this.finish({ error }),
    inputCredit: (items: number): void => this.inputCredit.grant(items),
  }

  finish(end: { error?: unknown }): void {
    this.#end ??= end
    this.inputCredit.grant(Infinity)
    this.#wake()
  }

  #wake(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const resume of waiting) resume()
  }

  async next(): Promise<IteratorResult<unknown>> {
    this.start()
    while (this.#items.length === 0 && this.#end === undefined) {
      this.#grant(this.#allowance.waits())
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
    const item = this.#items.shift()
    if (item !== undefined) {
      this.#grant(this.#allowance.consumed(sizeOf(item)))
      return { done: false, value: this.#read(item) }
    }
    const end = this.#end!
    this.#end = {}
    this.#left = true
    if ('error' in end) throw end.error
    return { done: true, value: undefined }
  }

  #grant(items: number): void {
    if (items > 0) this.#submission!.credit(items)
  }

  /** A reader whose `next` fails does not call `return`, so the actor is told here. */
  #read(item: Encoded): unknown {
    try {
      return decode(item, this.#target.caller.refs)
    } catch (error) {
      void this.return()
      throw error
    }
  }

  return(): Promise<IteratorResult<unknown>> {
    this.#items.length = 0
    this.#left = true
    if (this.#end === undefined) {
      this.finish({})
      this.#submission!.cancel(cancelled(this.#target, 'the reader left'))
    }
    this.#end = {}
    return Promise.resolve({ done: true, value: undefined })
  }

  /** Whoever reads it again would wonder where the items are. */
  [Symbol.asyncIterator](): this {
    if (!this.#left) return this
    const { path, operation } = this.#target
    const hint = 'open another stream, or collect the items of the first into an array'
    throw new ActorError(
      'invalid-argument',
      `${path}.${operation}: this stream was read to its end, or left; ${hint}`,
      { argument: 'stream', hint },
    )
  }
}

class StreamCall extends WatchedCall {
  readonly #items: IncomingItems['sink']

  constructor(target: Target, items: IncomingItems['sink']) {
    super(target)
    this.#items = items
  }

  override item(payload: Encoded): void {
    this.#items.item(payload)
  }

  override inputCredit(items: number): void {
    this.#items.inputCredit(items)
  }

  protected override onReply(): void {
    this.#items.end()
  }

  protected override onEnd(): void {
    this.#items.end()
  }

  protected override onFail(error: ActorError): void {
    this.#items.fail(error)
  }
}

/** Opens a stream. The message is sent now; items are held back until they are read. */
export function openStream(target: Target, input: unknown, options: Given = none): IncomingItems {
  const payload = encodeFor(target, input, options)
  return opened(target, payload, options)
}

/** Opens a stream in both directions: `source` is read as fast as the actor takes it. */
export function openDuplex(
  target: Target,
  source: AsyncIterable<unknown> | Iterable<unknown>,
  options: Given = none,
): IncomingItems {
  checkIterable('items', source)
  const items = opened(target, encodeFor(target, undefined, options), options)
  void pump(target, source, items)
  return items
}

function opened(target: Target, payload: Encoded, options: Given): IncomingItems {
  const items = new IncomingItems(target, ({ sink }) =>
    submit(target, payload, options, new StreamCall(target, sink), Infinity, streamWindow),
  )
  if (options.signal?.aborted === true)
    items.finish({ error: cancelled(target, options.signal.reason) })
  else items.start()
  return items
}

async function pump(
  target: Target,
  source: AsyncIterable<unknown> | Iterable<unknown>,
  items: IncomingItems,
): Promise<void> {
  try {
    await items.inputCredit.some()
    if (items.over) return
    for await (const item of source) {
      if (items.over) return
      items.start().input(encodeFor(target, item))
      items.inputCredit.use()
      await items.inputCredit.some()
      if (items.over) return
    }
    items.start().endInput()
  } catch (error) {
    items.finish({ error })
    items.start().cancel(cancelled(target, error))
  }
}
