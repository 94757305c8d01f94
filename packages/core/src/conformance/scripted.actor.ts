import { actor } from '../actor/actor.ts'
import type { ActorContext, Behaviour } from '../actor/actor.ts'
import { isRef } from '../wire/ref-codec.ts'
import { commit } from './faults.ts'
import { Scripted, type Script } from './scripted.protocol.ts'

interface Console {
  console: { log(line: string): void }
}

/** Does whatever a test tells it to: serve it in an isolate and run the conformance suite over it. */
export default actor(
  Scripted,
  async (context) => {
    await begin(context.options, context)
    let count = 0
    let made = 0
    let sawCancel = false
    const told: unknown[] = []
    const waiting = new Map<string, () => void>()
    if (context.options?.setup === 'no-handlers') return {} as Behaviour<typeof Scripted.operations>
    return {
      echo: (value) => value,
      add: (by) => (count += by),
      note: (value) => void told.push(value),
      told: () => told,
      script: () => context.options ?? {},
      redelivered: (_, call) => call.redelivered,
      fail({ name = 'Error', message, code }) {
        throw Object.assign(new Error(message, { cause: new RangeError('the cause') }), {
          name,
          code,
        })
      },
      untilCancelled: (_, { signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            sawCancel = true
            resolve('cancelled')
          })
        }),
      sawCancel: () => sawCancel,
      wait: (key) => new Promise((resolve) => waiting.set(key, () => resolve(key))),
      release: (key) => waiting.get(key)?.(),
      move(bytes, call) {
        call.transfer(bytes.buffer as ArrayBuffer)
        return bytes
      },
      async *count({ to, failAt }) {
        for (made = 0; made < to; made++) {
          if (made === failAt) throw new Error(`failed at ${failAt}`)
          yield await Promise.resolve(made)
        }
      },
      made: () => made,
      async *double(items) {
        for await (const item of items) yield item * 2
      },
      badAnswer: () => ({ inner: () => 1 }),
      leave: () => context.exit(),
      die({ how, later = false }) {
        if (!later) return commit(how)
        queueMicrotask(() => commit(how))
      },
      relay({ to, message }) {
        if (!isRef(to)) throw new TypeError('no ref arrived')
        return (to.ask as unknown as { echo(value: unknown): Promise<unknown> }).echo(message)
      },
      log: (line) => context.log.info(line, { from: context.path }),
      print: (line) => (globalThis as unknown as Console).console.log(line),
      native: (milliseconds, call) =>
        call.native(() => {
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
          return 'out'
        }),
      async [Symbol.asyncDispose]() {
        if (context.options?.dispose === 'throw') throw new Error('clean-up failed on purpose')
        if (context.options?.dispose === 'hang') await new Promise(() => {})
      },
    }
  },
  { concurrency: 1_000 },
)

async function begin(script: Script | undefined, { signal }: ActorContext): Promise<void> {
  switch (script?.setup) {
    case 'throw':
      throw new RangeError('setup failed on purpose')
    case 'hang':
      return new Promise(() => {})
    case 'loop':
      return commit('loop')
    case 'wait-for-stop':
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve()))
    default:
  }
}
