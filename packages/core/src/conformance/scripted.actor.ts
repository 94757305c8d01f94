import { actor } from '../actor/actor.ts'
import type { ActorContext, Behaviour } from '../actor/actor.ts'
import { systemClock } from '../clock.ts'
import { isRef } from '../wire/ref-codec.ts'
import { block, commit, fatal } from './faults.ts'
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
      lastWords(how) {
        systemClock.after(0, () => commit(how))
        return 'last words'
      },
      async work(milliseconds, call) {
        const end = systemClock.now() + milliseconds
        while (systemClock.now() < end) {
          await turn(5)
          call.heartbeat()
        }
        return 'done'
      },
      remind: (reminder) => remind(reminder, context),
      async flood(line, { signal }) {
        while (!signal.aborted) {
          for (let n = 0; n < 20; n++) context.log.info(line)
          await turn(0)
        }
      },
      relay({ to, message }) {
        if (!isRef(to)) throw new TypeError('no ref arrived')
        return (to.ask as unknown as { echo(value: unknown): Promise<unknown> }).echo(message)
      },
      log: (line) => context.log.info(line, { from: context.path }),
      print: (line) => (globalThis as unknown as Console).console.log(line),
      native: (milliseconds, call) =>
        call.native(() => {
          block(milliseconds)
          return 'out'
        }),
      async [Symbol.asyncDispose]() {
        if (context.options?.dispose === 'throw') throw new Error('clean-up failed on purpose')
        if (context.options?.dispose === 'hang') await new Promise(() => {})
      },
    }
  },
  {
    concurrency: 1_000,
    onFailure: (error) =>
      (error as { code?: unknown } | undefined)?.code === fatal ? 'restart' : 'resume',
  },
)

function turn(milliseconds: number): Promise<void> {
  return new Promise((resolve) => void systemClock.after(milliseconds, resolve))
}

interface Reminder {
  readonly value: unknown
  readonly milliseconds: number
  readonly every?: boolean
}

function remind(
  { value, milliseconds, every = false }: Reminder,
  { self, signal }: ActorContext<typeof Scripted>,
): void {
  let cancel = (): void => {}
  const arm = (): void => {
    cancel = systemClock.after(milliseconds, () => {
      self.tell.note(value)
      if (every) arm()
    })
  }
  arm()
  if (every) signal.addEventListener('abort', () => cancel())
}

async function begin(script: Script | undefined, { signal, log }: ActorContext): Promise<void> {
  switch (script?.setup) {
    case 'throw':
      throw new RangeError('setup failed on purpose')
    case 'hang':
      return new Promise(() => {})
    case 'loop':
      log.info('begins to loop')
      return commit('loop')
    case 'wait-for-stop':
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve()))
    default:
  }
}
