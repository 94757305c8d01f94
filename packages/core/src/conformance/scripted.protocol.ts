import { ask, duplex, protocol, stream, tell, type } from '../protocol/protocol.ts'

/** Ways for an isolate to end that nobody wants. */
export type Fault =
  /** The handler throws what the actor's `onFailure` answers with a restart: on every kind. */
  | 'fatal'
  | 'throw'
  | 'throw-undefined'
  | 'throw-symbol'
  | 'reject'
  | 'exit'
  | 'exit-zero'
  | 'loop'
  | 'block'
  | 'segfault'
  | 'out-of-memory'
  | 'out-of-memory-at-once'

/** How a scripted actor starts. */
export interface Script {
  /** What its setup does instead of getting ready. */
  readonly setup?: 'throw' | 'hang' | 'loop' | 'no-handlers' | 'wait-for-stop'
  /** What its clean-up does. */
  readonly dispose?: 'throw' | 'hang'
  readonly greeting?: string
}

/**
 * An actor that does whatever a test tells it to.
 * @example
 * ```ts
 * import { child, memory, supervise } from '@troupe/core'
 * import { Scripted } from '@troupe/core/conformance/protocol'
 * import scripted from '@troupe/core/conformance/actor'
 *
 * await using app = await supervise({ children: { actor: child(Scripted, memory(scripted)) } })
 * await app.children.actor.ask.echo({ any: 'value' }) // => { any: 'value' }
 * ```
 */
export const Scripted = protocol(
  'scripted',
  {
    /** Gives back what it got. */
    echo: ask<unknown, unknown>(),
    /** Adds to a count that dies with the incarnation. */
    add: ask<number, number>(),
    /** Remembers in order what was told; `told` gives it back. */
    note: tell<unknown>(),
    told: ask<void, unknown[]>(),
    /** The incarnation's options. */
    script: ask<void, Script>(),
    /** Which delivery of the message this is. */
    redelivered: ask<void, number>(),
    /** Throws in the handler. */
    fail: ask<{ name?: string; message: string; code?: string }, void>(),
    /** Answers when the caller gives up. */
    untilCancelled: ask<void, string>(),
    /** Answers with whether an earlier `untilCancelled` saw its signal. */
    sawCancel: ask<void, boolean>(),
    /** Answers after the release is told. */
    wait: ask<string, string>(),
    release: ask<string, void>(),
    /** Moves a buffer back. */
    move: ask<Uint8Array, Uint8Array>(),
    /** Counts up. */
    count: stream<{ to: number; failAt?: number }, number>(),
    /** How many items the last `count` has made. */
    made: ask<void, number>(),
    /** Doubles what comes. */
    double: duplex<number, number>(),
    /** Sends what cannot cross. */
    badAnswer: ask<void, unknown>(),
    /** Ends with reason `normal`. */
    leave: ask<void, void>(),
    /** Dies, now or in the next turn, so that nobody catches it. A moved buffer makes it happen once. */
    die: ask<{ how: Fault; later?: boolean; once?: ArrayBuffer }, void>(),
    /** Answers, and dies when the answer has left. */
    lastWords: ask<Fault, string>(),
    /** Works so long, in milliseconds, and shows all the while that it does. */
    work: ask<number, string>(),
    /** Notes a value later, by a message to itself; with `every`, again and again until the end. */
    remind: ask<{ value: unknown; milliseconds: number; every?: boolean }, void>(),
    /** Logs a line over and over until the caller gives up. */
    flood: ask<string, void>(),
    /** Asks another actor, whose ref came in the message. */
    relay: ask<{ to: unknown; message: unknown }, unknown>(),
    log: ask<string, void>(),
    print: ask<string, void>(),
    /** Holds the isolate inside native code for so long, in milliseconds. */
    native: ask<number, string>(),
  },
  { options: type<Script>() },
)
