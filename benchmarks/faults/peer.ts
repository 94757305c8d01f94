import type { Task } from './work.ts'

/** A library, or one of the ways to use it, as the benchmark sees it. */
export interface Peer {
  readonly id: string
  /** Its name on npm; what is measured of Troupe is the tree at hand. */
  readonly package: string
  readonly isolate: 'thread' | 'process'
  /** How it is told to give up a running call. */
  readonly cancel: string
  /** Brings its adapter, in the process that it may take down. */
  load(): Promise<Adapter>
}

/** Starts one isolate and leaves everything else to the library's defaults. */
export type Adapter = (plan: StartPlan) => Promise<Running>

export interface StartPlan {
  readonly peer: string
  /** The call will be given up after so many milliseconds. */
  readonly giveUpAfter?: number
  /** Megabytes that the heap is capped at, for who does not hand `NODE_OPTIONS` on. */
  readonly heap?: number
}

/** A library at work. */
export interface Running {
  /** The signal asks to give up the call, in the library's own way. */
  call(task: Task, signal: AbortSignal | undefined): Promise<unknown>
  /** What the isolate threw, as a caller finds it in what the call rejects with. Default: just that. */
  thrown?(error: unknown): unknown
  stop(): Promise<unknown>
}
