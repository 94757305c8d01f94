import { createRef, refResolver } from '../actor/create-ref.ts'
import { directory, nowhere } from '../actor/directory.ts'
import { NearSide } from '../actor/near-side.ts'
import type { SendOptions } from '../actor/ref.ts'
import { type Clock, systemClock } from '../clock.ts'
import { ActorError } from '../errors.ts'
import { describeExit } from '../isolate/exit.ts'
import { Incarnation } from '../isolate/incarnation.ts'
import type { Isolate } from '../isolate/isolate.ts'
import { checkIsolate } from '../supervise/parties.ts'
import { encode } from '../wire/codec.ts'
import { Compute } from './served.ts'

/** How one-off work runs; all optional. */
export interface ComputeOptions extends SendOptions {
  /** Default: the runtime's clock. */
  readonly clock?: Clock
}

/** What is left to a stopped isolate before it is ended by force, in milliseconds. */
const grace = 5_000

/**
 * Runs one function once, in an isolate of its own that ends with it: Dart's `Isolate.run` and
 * Flutter's `compute`. The isolate's module has the function as its default export.
 *
 * Without a deadline it may take as long as it takes. Giving up ends the isolate by force. For work
 * that comes again, a supervised actor saves the start.
 *
 * @throws {ActorError<'thrown'>} The function threw; `cause` is what it threw.
 * @throws {ActorError<'down'>} The isolate died while it worked.
 * @throws {ActorError<'cancelled'>} The signal was aborted.
 * @throws {ActorError<'timeout'>} The deadline passed.
 * @throws {ActorError<'start-failed'>} The module cannot be loaded.
 * @throws {ActorError<'invalid-argument'>} The isolate is none.
 * @example
 * ```ts
 * import { compute, memory } from '@troupe/core'
 *
 * const square = (n: number) => n * n
 * await compute(memory(() => square), 12) // => 144
 * ```
 */
export async function compute<Output = unknown, Input = unknown>(
  isolate: Isolate,
  input: Input,
  how?: ComputeOptions | null,
): Promise<Output> {
  const { clock = systemClock, ...options } = how ?? {}
  checkIsolate('compute()', isolate)
  const path = `compute(${isolate.kind})`
  const base = { clock, deadline: Infinity }
  const refs = refResolver(({ address, path: to }) => directory.find(address) ?? nowhere(to), base)
  const near = new NearSide({ path, clock, ended() {} })
  const life = begin(isolate, path, near, refs)
  const ref = createRef({ protocol: Compute, address: path, path }, near, { ...base, refs })
  try {
    const output = (await ref.ask.run(input, options)) as Output
    life.incarnation.stop()
    const cancel = clock.after(grace, () => life.incarnation.kill(), true)
    void life.exited.then(cancel)
    return output
  } catch (error) {
    life.incarnation.kill()
    throw life.startFailure() ?? error
  }
}

function begin(
  isolate: Isolate,
  path: string,
  near: NearSide,
  refs: ReturnType<typeof refResolver>,
) {
  let failure: ActorError | undefined
  let gone: (() => void) | undefined
  const exited = new Promise<void>((resolve) => (gone = resolve))
  const incarnation: Incarnation = new Incarnation(
    {
      isolate,
      protocol: Compute,
      address: path,
      path,
      incarnation: '1',
      options: encode(undefined),
      allowThread: true,
      refs,
    },
    {
      ready: (terms) =>
        near.connect({
          link: incarnation.link,
          terms,
          hasStarted: (id) => incarnation.hasStarted(id),
        }),
      active() {},
      progress() {},
      log() {},
      output() {},
      exited(reason) {
        if (reason.type === 'start-failed') {
          failure = ActorError.is(reason.error)
            ? reason.error
            : new ActorError(
                'start-failed',
                `${path}: ${describeExit(reason)}`,
                { target: path, phase: 'spawn' },
                { cause: reason.error },
              )
        }
        near.close(reason)
        gone?.()
      },
    },
  )
  return { incarnation, exited, startFailure: () => failure }
}
