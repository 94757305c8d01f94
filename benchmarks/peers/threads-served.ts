import type { Message } from '../message.ts'

/** What a worker of threads serves, as the other side sees it. */
export interface Served {
  echo(message: Message): Promise<Message>
  exchange(tensor: unknown): Promise<Float32Array<ArrayBuffer>>
  items(count: number): {
    subscribe(
      next: (item: Uint8Array) => void,
      error: (error: Error) => void,
      end: () => void,
    ): void
  }
}
