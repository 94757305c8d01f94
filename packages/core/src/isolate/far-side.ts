import type { OpenChannel } from './channel/port.ts'
import type { Packet } from './isolate.ts'

/** What a runtime gives to the host inside an isolate. */
export interface FarSide {
  /** Hands a packet over at once: when it returns, the bytes no longer need this isolate's script. */
  send(packet: Packet): void
  /** Ends the isolate after all that was sent has left. */
  close(code: number): void
  /**
   * Runs a task when this turn has nothing more to do. Default: as a microtask.
   *
   * @param frames How many frames wait for it.
   */
  defer?(task: () => void, frames: () => number): void
  /**
   * Notes that a call has begun, where nothing is shared: when it returns, the note outlives this
   * isolate, and `Connection.begun` gives it back. Default: a packet says so.
   */
  readonly markStarted?: ((id: number) => void) | undefined
  /** Whether the near side runs in this thread too. */
  readonly sameThread?: boolean
  /** Memory shared with the near side, where the kind has it. */
  readonly shared?: Int32Array
}

/** What a runtime tells the host. */
export interface Host {
  receive(packet: Packet): void
  /** A channel to another isolate was laid; what it is for is said in band. */
  lay(channel: number, open: OpenChannel): void
  /** Something was thrown that nobody caught: the actor says so and leaves. */
  crash(error: unknown): void
  /** Sends what waits for the end of the turn: for an isolate that is about to end within it. */
  flush(): void
}
