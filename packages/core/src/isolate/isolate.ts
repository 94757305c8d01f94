import type { Clock } from '../clock.ts'
import type { ExitReason } from './exit.ts'

/**
 * A batch of frames as it crosses: MessagePack bytes, and the large binaries of its messages beside
 * them. `transfer` lists the attachments that may be moved; all others must arrive as copies,
 * because the sender may have to deliver them again.
 */
export interface Packet {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly attachments: readonly ArrayBuffer[]
  readonly transfer?: readonly ArrayBuffer[]
}

/** What an isolate kind can do and survive. The conformance suite skips by these, never by name. */
export interface IsolateFeatures {
  /** `kill()` ends it even in an endless loop. */
  readonly preempt: boolean
  /** Attachments can be moved without a copy. */
  readonly transfer: boolean
  /** Both sides can see one SharedArrayBuffer (`Connection.shared`). */
  readonly sharedMemory: boolean
  /** Killing it inside native code leaves the host process alive and happens at once. */
  readonly killInNative: boolean
  /** A native crash (SIGSEGV) ends only this isolate. */
  readonly surviveNativeCrash: boolean
  /** Running out of memory ends only this isolate, always. */
  readonly surviveOutOfMemory: boolean
  /** An exit call inside ends only this isolate. */
  readonly surviveExit: boolean
  /** Two isolates of this kind can have a channel of their own (`Connection.reach`). Default: false. */
  readonly channels?: boolean
}

/** What a start hands to the isolate, and how the connection reports back. */
export interface StartContext {
  /** The actor's path, for logs: `app/ocr`. */
  readonly path: string
  /** Unique to this incarnation. */
  readonly incarnation: string
  /** Native code may run in it, although the kind cannot be killed there: a kill has to wait. */
  readonly nativeWaits?: boolean
  /** Called with every packet that arrives, in order, until `exited`. */
  receive(packet: Packet): void
  /** Called with every line that the isolate wrote to its standard output or error. */
  output(line: string, stream: 'stdout' | 'stderr'): void
}

/**
 * One incarnation's line to its isolate. An adapter never throws from `send` or `kill`, whatever
 * state the isolate is in.
 */
export interface Connection {
  /**
   * Sends a packet. Packets arrive whole and in order, or not at all once the isolate is gone. What is
   * attached and not in `transfer` is overwritten when the call that brought it has been answered.
   */
  send(packet: Packet): void
  /**
   * Resolves once, when the isolate is really gone: no packet is received after it. The reason is
   * what the platform knows; a goodbye in band is the host's to interpret. Never rejects. A module
   * that cannot be loaded, or an isolate that cannot be made, is `start-failed` with the error.
   */
  readonly exited: Promise<ExitReason>
  /**
   * Ends the isolate by force, as soon as that is safe: an isolate inside native code that must not
   * be interrupted lives on as a zombie until it leaves it. `exited` tells when it is gone.
   */
  kill(): void
  /** The operating system's process, where the isolate is one. */
  readonly pid?: number
  /** Memory that both sides see, when the kind has it: the layout is in `isolate/shared.ts`. */
  readonly shared?: Int32Array
  /**
   * The last call that the isolate noted as begun, once it is gone: what `FarSide.markStarted` wrote
   * where no memory is shared. `undefined` where it noted nothing.
   */
  begun?(): number | undefined
  /** Runs a task when this turn has nothing more to do. Default: as a microtask. */
  defer?(task: () => void): void
  /**
   * Lays a channel of their own between this isolate and another, where both are of kinds that can:
   * each end is given to `Host.lay` before any packet that is sent from here on arrives.
   *
   * @returns Whether it was laid, as soon as that is known: never rejects, and `false` where either
   *   isolate is gone by then. Without this member their messages go through the app.
   */
  reach?(other: Connection, channel: number): Promise<boolean>
  /** Keeps the host process alive (`true`, from the start) or lets it end while this isolate idles. */
  hold?(alive: boolean): void
}

/** What holds isolates: a process, a page. */
export interface IsolateHost {
  /** Time as it passes for them, where they can be frozen. Default: the runtime's clock. */
  readonly clock?: Clock
  /**
   * Calls `stop` when the host is asked to end (SIGTERM, SIGINT) and lets it end when the promise
   * settles.
   *
   * @returns A function that takes the listener away.
   */
  onStopRequested(stop: () => Promise<unknown>): () => void
}

/**
 * Where an actor can run. A value, cheap to make: each `start` is one incarnation.
 * @see [Example: an isolate kind of your own](../../../../examples/remote-isolate/README.md)
 */
export interface Isolate {
  /** The kind, for people: `thread`, `subprocess`, `worker`, `memory`. */
  readonly kind: string
  readonly features: IsolateFeatures
  /** The process or page that the isolate belongs to, where that can ask for a stop. */
  readonly host?: IsolateHost
  start(context: StartContext): Connection
}
