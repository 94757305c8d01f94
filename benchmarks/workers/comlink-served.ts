import type { Message } from '../message.ts'
import { echo, item } from './work.ts'

/** As the other side sees it. */
export interface Served {
  echo(message: Message): Promise<Message>
  exchange(tensor: Float32Array<ArrayBuffer>): Promise<Float32Array<ArrayBuffer>>
  items(count: number, take: (item: Uint8Array) => unknown): Promise<void>
}

/** Items under way: as many as a stream of Troupe has. */
const credit = 32

/** What comlink exposes. @param transfer Its own. */
export function served(transfer: <T>(value: T, buffers: ArrayBuffer[]) => T): object {
  return {
    echo,
    exchange: (tensor: Float32Array<ArrayBuffer>) => transfer(tensor, [tensor.buffer]),
    async items(count: number, take: (item: Uint8Array) => Promise<unknown>) {
      const underWay: Promise<unknown>[] = []
      for (let n = 0; n < count; n++) {
        underWay.push(take(item))
        if (underWay.length >= credit) await underWay.shift()
      }
      await Promise.all(underWay)
    },
  }
}
