import type { AnyProtocol, ExitReason, Isolate, Packet } from '@troupe/core'
import { createRef, refResolver } from '../../../core/src/actor/create-ref.ts'
import { nowhere } from '../../../core/src/actor/directory.ts'
import { NearSide } from '../../../core/src/actor/near-side.ts'
import { systemClock } from '../../../core/src/clock.ts'
import { Incarnation } from '../../../core/src/isolate/incarnation.ts'
import { encode } from '../../../core/src/wire/codec.ts'

const lives = new Set<Incarnation>()

/** Ends what a test left behind. */
export async function endAll(): Promise<void> {
  for (const incarnation of lives) incarnation.kill()
  await new Promise<void>((resolve) => {
    const look = (): void => void (lives.size === 0 ? resolve() : setTimeout(look, 5))
    look()
  })
}

/** One incarnation of an actor, without a supervisor: what the adapter does is all there is. */
export function begin<P extends AnyProtocol>(isolate: Isolate, protocol: P, options?: unknown) {
  const path = 'test/probe'
  const base = { clock: systemClock, deadline: Infinity }
  const refs = refResolver(({ path: to }) => nowhere(to), base)
  const near = new NearSide({
    path,
    clock: systemClock,
    mailbox: { capacity: 100_000 },
    ended() {},
  })
  const output: string[] = []
  const log: string[] = []
  const ready = deferred<void>()
  const exited = deferred<ExitReason>()
  /** What the platform alone says of the end. */
  const observed = deferred<ExitReason>()
  const seen = spy(isolate, observed.resolve)
  const incarnation: Incarnation = new Incarnation(
    {
      isolate: seen,
      protocol,
      address: path,
      path,
      incarnation: '1',
      options: encode(options),
      allowThread: true,
      refs,
    },
    {
      ready(terms) {
        near.connect({
          link: incarnation.link,
          terms,
          hasStarted: (id) => incarnation.hasStarted(id),
        })
        ready.resolve()
      },
      active() {},
      progress() {},
      log: (_, message) => void log.push(message),
      output: (line, stream) => void output.push(`${stream}: ${line}`),
      exited(reason) {
        lives.delete(incarnation)
        near.close(reason)
        exited.resolve(reason)
        ready.reject(Object.assign(new Error(`exited: ${JSON.stringify(reason)}`), { reason }))
      },
    },
  )
  lives.add(incarnation)
  ready.promise.catch(() => {})
  const ref = createRef({ protocol, address: path, path }, near, { ...base, refs })
  return {
    ref,
    incarnation,
    ready: ready.promise,
    exited: exited.promise,
    observed: observed.promise,
    output,
    log,
  }
}

/** Node 20 has no Promise.withResolvers. */
function deferred<T>() {
  let resolve!: (value: T) => void
  let reject!: (error: unknown) => void
  const promise = new Promise<T>((yes, no) => ([resolve, reject] = [yes, no]))
  return { promise, resolve, reject }
}

function spy(isolate: Isolate, tell: (reason: ExitReason) => void): Isolate {
  return {
    ...isolate,
    start(context) {
      const connection = isolate.start(context)
      void connection.exited.then(tell)
      return connection
    },
  }
}

/** The connection itself, for what no well-behaved near side would do. */
export function connect(isolate: Isolate, receive: (packet: Packet) => void = () => {}) {
  const output: string[] = []
  const connection = isolate.start({
    path: 'test/bare',
    incarnation: '1',
    receive,
    output: (line, stream) => void output.push(`${stream}: ${line}`),
  })
  return { connection, output }
}
