import type { Delivery } from '../actor/actor.ts'
import type { MailboxOptions } from '../actor/mailbox.ts'
import type { ActorRef } from '../actor/ref.ts'
import type { Isolate } from '../isolate/isolate.ts'
import type { AnyProtocol, OptionsOf } from '../protocol/protocol.ts'
import { ActorMember } from './actor-member.ts'
import { type ActorPlan, agreed } from './actor-plan.ts'
import type { ChildDefinition } from './definition.ts'
import { type ChildOptions as SpecOptions, completeChild, type Limit } from './spec.ts'
import { checkStandby } from './standby.ts'
import { checkParties, encodeOptions } from './parties.ts'
import { subtree } from './subtree.ts'
import {
  checkBoolean,
  checkDeliveries,
  checkOneOf,
  checkOptions,
  checkTimeout,
} from './validate.ts'

/** The mailbox of those that ask for no other. */
const usual: MailboxOptions = {}

const deliveries: readonly Delivery[] = ['at-most-once', 'at-least-once']

/** How a child runs and when it comes back; all optional. */
export interface ChildOptions<P extends AnyProtocol = AnyProtocol> extends Omit<
  SpecOptions,
  'id' | 'type'
> {
  /** What the actor's setup receives as `options`, at every start. */
  readonly options?: OptionsOf<P>
  /** How much may wait for it, and what happens to more. */
  readonly mailbox?: MailboxOptions
  /** Overrides what the actor says of messages that were in work at a crash. */
  readonly delivery?: Delivery
  /** Overrides how often one message is delivered at most. */
  readonly maxDeliveries?: number
  /**
   * Milliseconds without a sign of life, while messages are in its work, after which it is killed
   * with reason `stalled` and judged as crashed. A handler that goes on for longer says so with
   * `call.heartbeat()`. Waiting for readers or for input is no stall, nor is native code within
   * `nativeTimeout`, nor time for which the app itself was blocked or frozen. Default: `infinity`.
   */
  readonly stallTimeout?: Limit
  /**
   * Milliseconds that one call of `native` may take, after which it is killed with reason `stalled`.
   * A thread is killed only when it leaves the native code. Default: `infinity`.
   */
  readonly nativeTimeout?: Limit
  /**
   * How many spares are kept: incarnations that have run their setup and wait. When the child is to
   * be restarted, a spare takes over at once, and another is made when it is up. Restarts count and
   * wait as without one: the first does not wait by default. At most 16. Default: 0.
   *
   * A setup then runs while another incarnation serves, so it must not claim what only one can have,
   * like a port. Each spare costs the memory of one more isolate.
   */
  readonly standby?: number
  /**
   * Allows an actor that runs native code into an isolate that cannot be killed there: a kill then
   * waits until it leaves the native code. Default: false.
   */
  readonly allowThread?: boolean
}

/**
 * Says which actor runs where, and when it comes back.
 *
 * By default it is `permanent`: restarted whenever it ends, the first time at once, then with
 * growing delays. It has 30 s to start and 5 s to stop.
 *
 * @param protocol What it understands: the type of its ref.
 * @param isolate Where it runs: `thread(...)`, `subprocess(...)`, `worker(...)`, `memory(...)`.
 * @throws {ActorError<'not-serializable'>} The options cannot cross.
 * @throws {ActorError<'invalid-argument'>} The protocol is none, the isolate is none, or an option is
 *   out of range.
 * @see [Example: OCR server](../../../../examples/ocr-server/README.md)
 * @example
 * ```ts
 * import { actor, ask, child, memory, protocol, supervise, type } from '@troupe/core'
 *
 * const Greeter = protocol('greeter', { greet: ask<string, string>() }, { options: type<{ word: string }>() })
 * const greeter = actor(Greeter, ({ options }) => ({ greet: (name) => `${options.word}, ${name}` }))
 *
 * await using app = await supervise({
 *   children: {
 *     greeter: child(Greeter, memory(greeter), { options: { word: 'Hello' }, restart: 'transient' }),
 *   },
 * })
 * await app.children.greeter.ask.greet('Ada') // => 'Hello, Ada'
 * ```
 *
 * An actor that is slow to start keeps a spare, so that a crash costs no second load:
 * @example
 * ```ts
 * import { actor, ask, child, memory, protocol, supervise } from '@troupe/core'
 *
 * const Model = protocol('model', { born: ask<void, number>(), crash: ask() })
 * let loads = 0
 * const model = actor(
 *   Model,
 *   () => {
 *     const load = ++loads
 *     return {
 *       born: () => load,
 *       crash() {
 *         throw new Error('broken')
 *       },
 *     }
 *   },
 *   { onFailure: () => 'restart' },
 * )
 *
 * let spare: (() => void) | undefined
 * const ready = new Promise<void>((resolve) => (spare = resolve))
 * await using app = await supervise({
 *   children: { model: child(Model, memory(model), { standby: 1 }) },
 *   inspect: (event) => event.type === 'standby-ready' && spare?.(),
 *   log: false,
 * })
 * await ready
 * loads // => 2
 * await app.children.model.ask.crash().catch(() => 'crashed') // => 'crashed'
 * await app.children.model.ask.born() // => 2
 * ```
 */
export function child<P extends AnyProtocol>(
  protocol: P,
  isolate: Isolate,
  options: ChildOptions<P> = {},
): ChildDefinition<ActorRef<P>> {
  const planned = planActor(protocol, isolate, options)
  return {
    subtree,
    mount(site, system) {
      const member = new ActorMember(planned(site.id), site, system)
      return { member, exposed: member.ref as unknown as ActorRef<P> }
    },
  }
}

/** The plan of an actor, once its id is known. */
export function planActor<P extends AnyProtocol>(
  protocol: P,
  isolate: Isolate,
  options: ChildOptions<P>,
): (id: string) => ActorPlan {
  const {
    options: own,
    mailbox = usual,
    delivery,
    maxDeliveries,
    stallTimeout = 'infinity',
    nativeTimeout = 'infinity',
    allowThread = false,
    standby = 0,
    ...spec
  } = checkOptions(options, "{ restart: 'transient' }")
  checkOptions(mailbox, '{ capacity: 100 }', 'mailbox')
  if (spec.backoff !== undefined) checkOptions(spec.backoff, '{ min: 100 }', 'backoff')
  checkParties(protocol, isolate)
  const encoded = encodeOptions(protocol, own)
  const spares = checkStandby(standby)
  const mayRunNative = checkBoolean('allowThread', allowThread)
  const patience = {
    working: checkTimeout('stallTimeout', stallTimeout),
    native: checkTimeout('nativeTimeout', nativeTimeout),
  }
  const overrides = {
    ...(delivery !== undefined && { delivery: checkOneOf('delivery', delivery, deliveries) }),
    ...(maxDeliveries !== undefined && { maxDeliveries: checkDeliveries(maxDeliveries) }),
  }
  const terms = Object.keys(overrides).length === 0 ? agreed : overrides
  return (id) => ({
    protocol,
    isolate,
    spec: completeChild({ id, ...spec }),
    options: encoded,
    mailbox,
    allowThread: mayRunNative,
    patience,
    standby: spares,
    terms,
  })
}
