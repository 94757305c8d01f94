import { settlingShare } from '../measure/flood.ts'
import type { Message } from '../message.ts'
import { kinds, type RawLine } from './line.ts'
import { packAll, unpackAll } from './packs.ts'

/** Keeps so many batches of so many messages under way; messages per second, once it runs evenly. */
export function floodRaw(
  line: RawLine,
  message: Message,
  { batches, size, milliseconds }: { batches: number; size: number; milliseconds: number },
): Promise<number> {
  const messages = Array<Message>(size).fill(message)
  const begun = performance.now() + milliseconds * settlingShare
  let answered = 0
  let underWay = batches
  return new Promise((resolve) => {
    line.listen((_, bytes) => {
      const { length } = unpackAll(bytes)
      const passed = performance.now() - begun
      if (passed > 0) answered += length
      if (passed < milliseconds) line.post(kinds.echo, packAll(messages))
      else if (--underWay === 0) resolve((answered * 1_000) / passed)
    })
    for (let n = 0; n < batches; n++) line.post(kinds.echo, packAll(messages))
  })
}

export function echoRaw(line: RawLine, message: Message): Promise<unknown> {
  return new Promise((resolve) => {
    line.listen((_, bytes) => resolve(unpackAll(bytes)[0]))
    line.post(kinds.echo, packAll([message]))
  })
}

/** Sends bytes, and resolves in order as they are there. */
export function swallowing(line: RawLine): (bytes: Uint8Array<ArrayBuffer>) => Promise<void> {
  const waiting: (() => void)[] = []
  line.listen(() => waiting.shift()?.())
  return (bytes) =>
    new Promise((resolve) => {
      waiting.push(resolve)
      line.post(kinds.swallow, bytes)
    })
}

export function itemsRaw(line: RawLine, count: number): Promise<void> {
  let left = count
  return new Promise((resolve) => {
    line.listen((_, bytes) => {
      left -= unpackAll(bytes).length
      if (left === 0) resolve()
      else line.post(kinds.credit, packAll([0]))
    })
    line.post(kinds.items, packAll([count]))
  })
}

/** When a message arrived that is posted now, in microseconds. */
export function arrivalRaw(line: RawLine): Promise<number> {
  return new Promise((resolve) => {
    line.listen((_, bytes) => resolve(unpackAll(bytes)[0] as number))
    line.post(kinds.moment, packAll([0]))
  })
}
