import { ActorError } from '../errors.ts'
import { inWords } from '../in-words.ts'
import { LineUp, type Standing } from './line-up.ts'

/** What a full mailbox does with one message more. */
export type Overflow =
  /** Refuses it: an ask fails with `overflow`, a tell returns false. */
  | 'reject'
  /** Drops the message that has waited longest: there is room at once, for patient ones too. */
  | 'drop-oldest'
  /** Drops the message that comes. */
  | 'drop-newest'
  /** Lets it wait outside until there is room; a plain tell, which cannot wait, is refused. */
  | 'wait'

const policies: readonly Overflow[] = ['reject', 'drop-oldest', 'drop-newest', 'wait']

/** How much may wait for an actor. */
export interface MailboxOptions {
  /** Messages, those in work not counted. Default: 1024. */
  readonly capacity?: number
  /** Bytes of encoded messages. Default: 64 MiB. A single message may exceed it. */
  readonly bytes?: number
  /** Default: `reject`. */
  readonly overflow?: Overflow
}

interface Weighed extends Standing {
  readonly bytes: number
}

/** What became of a message that asked to be let in. */
export type Admission<Entry> =
  | { readonly type: 'taken'; readonly dropped: readonly Entry[] }
  | { readonly type: 'waiting' }
  | { readonly type: 'refused' }

const taken = { type: 'taken', dropped: [] } as const

/**
 * The messages that wait for an actor, in order, bounded in number and in bytes. Pure: it decides,
 * and leaves to its owner what to tell the callers.
 */
export class Mailbox<Entry extends Weighed> {
  readonly capacity: number
  readonly bytes: number
  readonly overflow: Overflow
  #queue = new LineUp<Entry>()
  #outside = new LineUp<Entry>()
  #weight = 0

  /** @throws {ActorError<'invalid-argument'>} It has no room at all, or a policy that is none. */
  constructor({
    capacity = 1_024,
    bytes = 64 * 2 ** 20,
    overflow = 'reject',
  }: MailboxOptions = {}) {
    if (!isRoom(capacity)) throw wrong('capacity', capacity, 'a number of messages, 1 or more')
    if (!isRoom(bytes)) throw wrong('bytes', bytes, 'a number of bytes, 1 or more')
    if (!policies.includes(overflow))
      throw wrong('overflow', overflow, `one of ${policies.join(', ')}`)
    this.capacity = capacity
    this.bytes = bytes
    this.overflow = overflow
  }

  get size(): number {
    return this.#queue.size
  }

  /**
   * Lets a message in, or says why not. `patient` ones wait outside where others are refused.
   *
   * @param elsewhere How many have left and still count.
   */
  offer(entry: Entry, patient: boolean, elsewhere = 0): Admission<Entry> {
    if (this.fits(entry, elsewhere)) {
      this.#enter(entry)
      return taken
    }
    if (this.overflow === 'drop-oldest') return this.#displace(entry)
    if (!patient) return { type: 'refused' }
    this.#outside.add(entry)
    return { type: 'waiting' }
  }

  #displace(entry: Entry): Admission<Entry> {
    const dropped: Entry[] = []
    while (!this.#fits(entry)) dropped.push(this.take()!)
    this.#enter(entry)
    return { type: 'taken', dropped }
  }

  /** Whether it would be let in. */
  fits(entry: Entry, elsewhere: number): boolean {
    return this.#outside.size === 0 && this.#fits(entry, elsewhere)
  }

  /** Takes the message whose turn it is. */
  take(): Entry | undefined {
    const entry = this.peek()
    if (entry !== undefined) this.remove(entry)
    return entry
  }

  peek(): Entry | undefined {
    return this.#queue.first
  }

  /** Takes a message out, wherever it waits; whether it was there. */
  remove(entry: Entry): boolean {
    if (this.#outside.delete(entry)) return true
    if (!this.#queue.delete(entry)) return false
    this.#weight -= entry.bytes
    return true
  }

  /** Lets in those who wait outside, as far as there is room; returns them. */
  admit(elsewhere = 0): Entry[] {
    const admitted: Entry[] = []
    for (let entry = this.#outside.first; entry !== undefined; entry = this.#outside.first) {
      if (!this.#fits(entry, elsewhere)) break
      this.#outside.delete(entry)
      this.#enter(entry)
      admitted.push(entry)
    }
    return admitted
  }

  /** Puts messages back before all others, in their order, whatever the bounds. */
  restore(entries: readonly Entry[]): void {
    this.#queue = new LineUp([...entries, ...this.#queue])
    for (const { bytes } of entries) this.#weight += bytes
  }

  /** Empties it; returns all that waited, in order. */
  clear(): Entry[] {
    const all = [...this.#queue, ...this.#outside]
    this.#queue = new LineUp()
    this.#outside = new LineUp()
    this.#weight = 0
    return all
  }

  #fits({ bytes }: Entry, elsewhere = 0): boolean {
    if (this.#queue.size + elsewhere >= this.capacity) return false
    return this.#queue.size === 0 || this.#weight + bytes <= this.bytes
  }

  #enter(entry: Entry): void {
    this.#queue.add(entry)
    this.#weight += entry.bytes
  }
}

function isRoom(value: unknown): boolean {
  return typeof value === 'number' && value >= 1
}

function wrong(argument: string, value: unknown, hint: string): ActorError {
  return new ActorError(
    'invalid-argument',
    `mailbox.${argument} is ${inWords(value)}; it must be ${hint}`,
    { argument, hint },
  )
}
