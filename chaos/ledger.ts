import type { InspectionEvent, Outcome } from '@troupe/core'

/** How many messages of one actor ended how, as the tree tells it. */
type Ends = Record<Outcome, number>

/** What the callers saw: exactly one of these for each message. */
export type Seen = 'answered' | 'left' | 'taken' | 'refused' | `failed: ${string}`

/** Errors that chaos explains. Anything else that a caller gets is a violation. */
export const expected: ReadonlySet<string> = new Set(['down', 'poison', 'cancelled', 'overflow'])

/** What is known of one message, as bits. */
const flag = { once: 1, answered: 2, tell: 4 } as const

/** Counts what was sent, what the tree says became of it, and what callers saw. */
export class Ledger {
  readonly sent = new Map<string, number>()
  readonly ended = new Map<string, Ends>()
  readonly seen = new Map<string, Map<Seen, number>>()
  readonly violations: string[] = []
  /** Calls whose promise has not settled. */
  open = 0
  readonly #explain: (path: string) => string
  #lastId = 0
  /** What is known of each id. */
  #flags = new Uint8Array(1 << 16)
  /** Whose message each id is, as a place in `paths`. */
  #whose = new Uint8Array(1 << 16)
  readonly #paths: string[] = []

  /** @param explain Tells what happened to an actor lately. */
  constructor(explain: (path: string) => string = () => '') {
    this.#explain = explain
  }

  get messages(): number {
    return this.#lastId
  }

  /** Bytes that the ledger itself takes. */
  get bytes(): number {
    return this.#flags.byteLength + this.#whose.byteLength
  }

  /** Whether its handler may begin once only. */
  isOnce(id: number): boolean {
    return (this.#flags[id]! & flag.once) !== 0
  }

  isAnswered(id: number): boolean {
    return (this.#flags[id]! & flag.answered) !== 0
  }

  isTell(id: number): boolean {
    return (this.#flags[id]! & flag.tell) !== 0
  }

  /** Whose message it is. */
  pathOf(id: number): string {
    return this.#paths[this.#whose[id]!]!
  }

  /** An id for something whose handler notes it. */
  id({ path, once, tell = false }: { path: string; once: boolean; tell?: boolean }): number {
    const id = ++this.#lastId
    if (id >= this.#flags.length) {
      this.#flags = twice(this.#flags)
      this.#whose = twice(this.#whose)
    }
    this.#flags[id] = (once ? flag.once : 0) | (tell ? flag.tell : 0)
    const place = this.#paths.indexOf(path)
    this.#whose[id] = place === -1 ? this.#paths.push(path) - 1 : place
    return id
  }

  /** Its answer came, so a handler must have noted it. */
  answered(id: number): void {
    this.#flags[id]! |= flag.answered
  }

  /** A message is sent. */
  send(path: string, count = 1): void {
    this.sent.set(path, (this.sent.get(path) ?? 0) + count)
  }

  /** A caller saw how its message ended. */
  saw(path: string, how: Seen): void {
    const of = this.seen.get(path) ?? new Map<Seen, number>()
    this.seen.set(path, of)
    of.set(how, (of.get(how) ?? 0) + 1)
  }

  /** Sends one message and sees how it ends. */
  async watch(path: string, work: () => Promise<Seen | void>): Promise<void> {
    this.send(path)
    this.open++
    try {
      this.saw(path, (await work()) ?? 'answered')
    } catch (error) {
      this.failed(path, error)
    }
    this.open--
  }

  failed(path: string, error: unknown): void {
    const code = (error as { code?: unknown }).code
    this.saw(path, `failed: ${String(code)}`)
    if (typeof code === 'string' && expected.has(code)) return
    this.violate(
      `${path} failed with ${code === undefined ? String(error) : String(code)}: ${wordsOf(error)} ${this.#explain(path)}`.trim(),
    )
  }

  violate(what: string): void {
    if (this.violations.length < 100) this.violations.push(what)
  }

  readonly inspect = (event: InspectionEvent): void => {
    // What talkers ask each other ends untold where both die.
    if (event.type !== 'message' || event.operation === 'answer') return
    const ends = this.ended.get(event.path) ?? newEnds()
    this.ended.set(event.path, ends)
    ends[event.outcome]++
  }
}

function twice(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const more = new Uint8Array(bytes.length * 2)
  more.set(bytes)
  return more
}

function newEnds(): Ends {
  return { replied: 0, handled: 0, failed: 0, 'dead-lettered': 0 }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : ''
}
