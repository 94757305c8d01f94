import {
  actor,
  type Actor,
  type ActorContext,
  type ActorOptions,
  type Behaviour,
} from '@troupe/core/actor'
import type { Operations, Protocol } from '@troupe/core'
import { platform } from '#platform'
import type { Backend } from './backend.ts'
import type { BatchOptions } from './batch/batch.ts'
import { checkBatch } from './batch/check-batch.ts'
import { disposeAll, disposing } from './disposing.ts'
import { type InferenceModel, openModels } from './open-model.ts'
import { registry as makeRegistry, type Registry } from './registry.ts'

/** Which models an inference actor needs, and how it runs. */
export interface InferenceOptions<Name extends string> extends ActorOptions {
  /** References to models by the name that the setup calls them: `{ detect: 'ocr/detection' }`. */
  readonly models: Readonly<Record<Name, string>>
  /** Where they are found. Default: `registry()`. */
  readonly registry?: Registry
  /** What computes them. Default: {@link ort}. */
  readonly backend?: Backend
  /**
   * Which models compute runs together that are made while they are busy, each by its name here.
   * Runs are made at the same time only by handlers that run at the same time: `concurrency` is then
   * twice the largest `maxSize` unless it is given. Default: none.
   */
  readonly batch?: Readonly<Partial<Record<Name, BatchOptions>>>
  /** Whether they run once on zeros, where their manifests say how. Default: true. */
  readonly warmUp?: boolean
  /**
   * Whether it may run in a thread, which must not be killed inside native code: it then lives on as
   * a zombie until it leaves it. Default: false, a `subprocess`.
   */
  readonly allowThread?: boolean
}

/** What the setup of an inference actor receives: everything of an actor, and the loaded models. */
export interface InferenceContext<
  Ops extends Operations,
  Options,
  Name extends string,
> extends ActorContext<Protocol<Ops, Options>> {
  /** Loaded, checked against their manifests and warm. They are disposed when the actor stops. */
  readonly models: Readonly<Record<Name, InferenceModel>>
}

/** Makes the behaviour of an inference actor. */
export type InferenceSetup<Ops extends Operations, Options, Name extends string> = (
  context: InferenceContext<Ops, Options, Name>,
) => Behaviour<Ops> | PromiseLike<Behaviour<Ops>>

/**
 * Defines an actor that computes with models. It is an ordinary actor: at its start it brings the
 * models from the registry, loads them, compares what they really take and give with their
 * manifests, warms them up and calls `setup`; at its stop it disposes them.
 *
 * Every entry into native code goes through the actor's `native`, one at a time. A session's `run`
 * must therefore not be called inside `call.native`.
 *
 * By default it runs in isolates that can be killed inside native code only, and a message that was
 * in work at a crash is delivered again, because computing is pure.
 *
 * @throws {ActorError<'invalid-argument'>} A size or delay in `batch` is out of range.
 * @throws {ActorError<'start-failed'>} At the start; the cause is a `model-unknown`,
 * `model-unavailable`, `model-corrupt`, `model-invalid` or `backend-unavailable`.
 * @example
 * ```ts
 * import { ask, protocol } from '@troupe/core'
 * import { inference, tensor } from '@troupe/models'
 *
 * const Doubler = protocol('doubler', { double: ask<number[], number[]>() })
 *
 * const doubler = inference(Doubler, { models: { net: 'demo/doubler' } }, ({ models }) => ({
 *   async double(numbers) {
 *     const x = tensor('float32', [numbers.length], Float32Array.from(numbers))
 *     const { y } = await models.net.session.run({ x })
 *     return Array.from(y!.data as Float32Array)
 *   },
 * }))
 * doubler.options.delivery // => 'at-least-once'
 * ```
 */
export function inference<Ops extends Operations, Options, const Name extends string>(
  protocol: Protocol<Ops, Options>,
  options: InferenceOptions<Name>,
  setup: InferenceSetup<Ops, Options, Name>,
): Actor<Protocol<Ops, Options>> {
  const {
    models,
    registry,
    backend = platform.backend,
    warmUp = true,
    allowThread = false,
    batch = {},
    ...rest
  } = options
  checkBatch(batch, Object.keys(models))
  const start = async (context: ActorContext<Protocol<Ops, Options>>): Promise<Behaviour<Ops>> => {
    const opening = { context, registry: registry ?? makeRegistry(), backend, warmUp, batch }
    const opened = await openModels<Name>(models, opening)
    const sessions = Object.values<InferenceModel>(opened).map(({ session }) => session)
    try {
      const behaviour: unknown = await setup({ ...context, models: opened })
      if (typeof behaviour === 'object' && behaviour !== null)
        return disposing(protocol, behaviour as Behaviour<Ops>, sessions)
      // Whoever called this says what is wrong with it.
      await disposeAll(sessions)
      return behaviour as Behaviour<Ops>
    } catch (error) {
      await disposeAll(sessions)
      throw error
    }
  }
  return actor(protocol, start, {
    native: backend.native && !allowThread,
    delivery: 'at-least-once',
    ...concurrencyFor(batch),
    ...rest,
  })
}

/** So many handlers at once that a batch can form while another one is computed. */
function concurrencyFor(batch: Readonly<Record<string, BatchOptions | undefined>>): ActorOptions {
  const sizes = Object.values(batch).map((options) => options?.maxSize ?? 0)
  return sizes.length === 0 ? {} : { concurrency: 2 * Math.max(...sizes) }
}
