import type { MailboxOptions } from '../../actor/mailbox.ts'
import { code, type Terms } from '../../wire/frame.ts'
import type { Tree } from '../incarnation.ts'
import { encodeReason } from '../encode-reason.ts'
import type { ExitReason } from '../exit.ts'
import type { Junction } from './junction.ts'

const crossings = new Map<string, Crossing>()

/** The crossing that leads to an actor, where channels may. */
export function crossingTo(address: string): Crossing | undefined {
  return crossings.get(address)
}

/** Whether the messages of a tree are traced has changed. */
export function retraced(tree: Tree): void {
  for (const crossing of crossings.values()) crossing.traced(tree)
}

/** The actor that a crossing leads to. */
export interface CrossingOptions {
  readonly address: string
  /** Only isolates of the same tree get channels. */
  readonly tree: Tree & { readonly tracing: { readonly active: boolean } }
  readonly mailbox: MailboxOptions
}

let channels = 0

/** Why a channel ends that nobody needs. */
const unwanted: ExitReason = { type: 'shutdown' }

/** Gives the isolates that ask one actor channels of their own to it, life after life. */
export class Crossing {
  readonly #options: CrossingOptions
  /** Who asked for a channel and is not gone. */
  readonly #callers = new Set<Junction>()
  /** Whose channel is on its way to both ends. */
  readonly #laying = new Map<Junction, number>()
  readonly #open = new Map<Junction, number>()
  /** Who has not yet given back what the life that is over did not begin. */
  readonly #owing = new Map<number, Junction>()
  #callee: { readonly junction: Junction; readonly terms: Terms } | undefined
  #draining = false
  #drained: (() => void) | undefined
  /** What is done when nothing more comes back. */
  #leave: (() => void) | undefined

  constructor(options: CrossingOptions) {
    this.#options = options
  }

  /** The actor lives, or will live again. */
  enter(): void {
    this.#leave = undefined
    crossings.set(this.#options.address, this)
  }

  /**
   * It will not live again.
   *
   * @param leave Called when all who had a channel have given back what was not begun.
   */
  close(leave: () => void): void {
    crossings.delete(this.#options.address)
    this.#leave = leave
    this.#settle()
  }

  /** Nor can it be started again. */
  forget(): void {
    for (const caller of this.#callers) caller.forget(this)
    this.#callers.clear()
  }

  /** Somebody would like a channel, now and in lives to come. */
  join(caller: Junction): boolean {
    if (caller.tree?.names !== this.#options.tree.names || this.#callers.has(caller)) return false
    this.#callers.add(caller)
    void this.#lay(caller)
    return true
  }

  /** A life takes messages. */
  up(junction: Junction, terms: Terms): void {
    this.#draining = false
    this.#drained = undefined
    if (terms.direct !== true || terms.delivery !== 'at-most-once') return
    this.#callee = { junction, terms }
    for (const caller of this.#callers) void this.#lay(caller)
  }

  async #lay(caller: Junction): Promise<void> {
    const { address, mailbox, tree } = this.#options
    // Who traces sees each message where it passes: in the app.
    if (this.#callee === undefined || this.#draining || tree.tracing.active) return
    const { junction, terms } = this.#callee
    if (caller === junction) return
    const channel = ++channels
    this.#laying.set(caller, channel)
    const laid = await caller.reach(junction, channel)
    const wanted = this.#laying.get(caller) === channel
    if (wanted) this.#laying.delete(caller)
    if (!laid) return
    if (wanted) this.#open.set(caller, channel)
    junction.link.post([code.channel, channel, { role: 'callee' }])
    caller.link.post([code.channel, channel, { role: 'caller', address, terms, mailbox }])
    if (!wanted) for (const side of [junction, caller]) end(side, channel, unwanted, true)
  }

  /**
   * The life is over.
   *
   * @param forced Whether it may still run: nothing that it says counts any more.
   */
  down(reason: ExitReason, forced: boolean): void {
    const callee = this.#callee?.junction
    this.#callee = undefined
    this.#laying.clear()
    for (const [caller, channel] of this.#open) {
      this.#owing.set(channel, caller)
      end(caller, channel, reason, forced)
      if (forced) end(callee, channel, reason, true)
    }
    this.#open.clear()
    this.#settle()
  }

  /** A caller is gone. */
  leave(caller: Junction, reason: ExitReason, forced: boolean): void {
    this.#callers.delete(caller)
    this.#laying.delete(caller)
    for (const [owed, debtor] of this.#owing) if (debtor === caller) this.#owing.delete(owed)
    const channel = this.#open.get(caller)
    if (channel !== undefined) end(this.#callee?.junction, channel, reason, forced)
    this.#open.delete(caller)
    this.#settle()
  }

  /** Nothing more is to come through channels. */
  drain(): void {
    this.#draining = true
    this.#retire()
  }

  /** Whether messages are traced has changed. */
  traced(tree: Tree): void {
    if (tree !== this.#options.tree) return
    if (this.#options.tree.tracing.active) this.#retire()
    else for (const caller of this.#callers) if (!this.#has(caller)) void this.#lay(caller)
  }

  #has(caller: Junction): boolean {
    return this.#open.has(caller) || this.#laying.has(caller)
  }

  #retire(): void {
    this.#laying.clear()
    for (const [caller, channel] of this.#open) caller.link.post([code.channelDrain, channel])
  }

  /** A caller has nothing on its channel any more and sends nothing there. */
  drained(caller: Junction, channel: number): void {
    if (this.#owing.delete(channel)) this.#settle()
    if (this.#open.get(caller) !== channel) return
    this.leave(caller, unwanted, false)
    this.#callers.add(caller)
    end(caller, channel, unwanted, true)
    void this.#lay(caller)
  }

  /** Calls `done` when nothing is on any channel. */
  whenDrained(done: () => void): void {
    this.#drained = done
    this.#settle()
  }

  #settle(): void {
    if (this.#open.size === 0) {
      this.#drained?.()
      this.#drained = undefined
    }
    if (this.#open.size + this.#owing.size === 0) {
      this.#leave?.()
      this.#leave = undefined
    }
  }
}

function end(
  side: Junction | undefined,
  channel: number,
  reason: ExitReason,
  forced: boolean,
): void {
  side?.link.post([code.channelEnd, channel, forced], encodeReason(reason))
}
