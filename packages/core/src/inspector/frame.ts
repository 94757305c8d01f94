import type { ChildStatus } from '../supervise/status.ts'

/** Milliseconds that half of the messages took at most, and ninety-nine in a hundred. */
export interface Quantiles {
  readonly p50: number
  readonly p99: number
}

/** What the inspector shows of one actor or supervisor. Plain data, as it crosses to a page. */
export interface ActorFigures {
  readonly path: string
  readonly type: 'worker' | 'supervisor'
  readonly status: ChildStatus
  /** Which life runs, or ran last; 0 before the first. */
  readonly life: number
  /** The kind of isolate that an actor runs in. */
  readonly kind?: string
  readonly pid?: number
  /** Milliseconds that its latest start took. */
  readonly started?: number
  /** How far its start has come, 0 to 1 where that is known. */
  readonly progress?: { readonly phase: string; readonly share?: number }
  readonly restarts: number
  /** Why its last life ended. */
  readonly lastExit?: string
  readonly waiting: number
  readonly inWork: number
  /** Messages that ended, each second. */
  readonly rate: number
  /** Messages that ended so far, and those of them that failed or that nobody handled. */
  readonly ended: number
  readonly failed: number
  readonly deadLetters: number
  readonly redelivered: number
  /** From call to end, over about the last ten seconds. */
  readonly total?: Quantiles
  /** Of that, in its handler. */
  readonly compute?: Quantiles
  /** Of that, before and after: mailbox and crossing. */
  readonly queue?: Quantiles
  /** Bytes of memory of its process, where it has one of its own. */
  readonly memory?: number
}

/** How a piece of news is to be taken. */
export type NewsTone = 'plain' | 'good' | 'warn' | 'bad' | 'again'

/** Something that happened, in words. */
export interface NewsItem {
  readonly at: number
  readonly path: string
  readonly tone: NewsTone
  /** The type of the event that it is made of. */
  readonly type: string
  readonly words: string
  /** How often it happened between two frames, where that was more than once. */
  readonly times?: number
}

/** What is to be seen at one moment, and what happened since the frame before. */
export interface InspectorFrame {
  /** By the tree's clock, in milliseconds. */
  readonly at: number
  /** In the order of the tree: a supervisor before its children. */
  readonly actors: readonly ActorFigures[]
  readonly news: readonly NewsItem[]
  /** Of all messages together, from call to end. */
  readonly total?: Quantiles
  /** Bytes of memory of the app's own process or page. */
  readonly memory?: number
}
