import type { Packet } from './isolate.ts'

/** What a runtime gives to the host inside an isolate. */
export interface FarSide {
  /** Hands a packet over at once: when it returns, the bytes no longer need this isolate's script. */
  send(packet: Packet): void
  /** Ends the isolate after all that was sent has left. */
  close(code: number): void
  /** Memory shared with the near side, where the kind has it. */
  readonly shared?: Int32Array
}

/** What a runtime tells the host. */
export interface Host {
  receive(packet: Packet): void
  /** Something was thrown that nobody caught: the actor says so and leaves. */
  crash(error: unknown): void
}
