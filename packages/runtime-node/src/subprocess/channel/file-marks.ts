import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import type { ChannelMarks } from '@troupe/core/isolate'

const word = 4
const places = { started: 0, read: word } as const

/** Size of the file. */
export const marksBytes = 2 * word

/** The marks of a channel in a file that both processes hold open: the kernel keeps what either noted. */
export class FileMarks implements ChannelMarks {
  /** Absent once it is closed: another file may have its number then. */
  #descriptor: number | undefined
  readonly #word = new Int32Array(1)
  readonly #bytes = new Uint8Array(this.#word.buffer)
  #last = 0

  /** @throws What the system says, where the file cannot be opened. */
  constructor(file: string) {
    this.#descriptor = openSync(file, 'r+')
  }

  markStarted(id: number): void {
    // A stream says a little late that it has begun: a later call that stands there is not taken back.
    if (((id - this.#last) | 0) <= 0) return
    this.#last = id
    this.#write(places.started, id)
  }

  started(): number {
    return this.#read(places.started)
  }

  markRead(packets: number): void {
    this.#write(places.read, packets)
  }

  read(): number {
    return this.#read(places.read)
  }

  #write(place: number, value: number): void {
    if (this.#descriptor === undefined) return
    this.#word[0] = value
    writeSync(this.#descriptor, this.#bytes, 0, word, place)
  }

  #read(place: number): number {
    if (this.#descriptor === undefined) return 0
    readSync(this.#descriptor, this.#bytes, 0, word, place)
    return this.#word[0]!
  }

  /** Notes nothing more. */
  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
    this.#descriptor = undefined
  }
}
