import { readSync, writeSync } from 'node:fs'
import { ActorError } from '@troupe/core/actor'
import type { Lane } from './shared-file.ts'
import { unzeroed } from './unzeroed.ts'

/**
 * Puts large binaries into a shared file for the other process to take, in order. It saves the many
 * turns that a pipe of 64 KB needs for one tensor, and the reader need not be awake meanwhile.
 */
export class RingWriter {
  readonly #descriptor: number
  readonly #lane: Lane
  readonly #counter = new Float64Array(1)
  /** Bytes ever written, gaps at the end of the ring included. */
  #written = 0
  #broken = false

  constructor(descriptor: number, lane: Lane) {
    this.#descriptor = descriptor
    this.#lane = lane
  }

  /**
   * Where it lies now, or `undefined` if there is no room: then it has to go another way. Where memory
   * is short, what does not fit now is not tried again.
   */
  put(bytes: Uint8Array): number | undefined {
    if (this.#broken) return undefined
    try {
      return this.#put(bytes)
    } catch {
      this.#broken = true
      return undefined
    }
  }

  #put(bytes: Uint8Array): number | undefined {
    const { capacity, start } = this.#lane
    const { written, taken } = this.#progress()
    const left = capacity - (written % capacity)
    const position = bytes.byteLength <= left ? written : written + left
    const end = position + bytes.byteLength
    if (end - taken > capacity) return undefined
    const length = writeSync(
      this.#descriptor,
      bytes,
      0,
      bytes.byteLength,
      start + (position % capacity),
    )
    this.#broken = length < bytes.byteLength
    if (this.#broken) return undefined
    this.#written = end
    return position
  }

  /** Once all is taken it begins at the front, which is warm and has room for the largest. */
  #progress(): { written: number; taken: number } {
    const { capacity, counter } = this.#lane
    readSync(this.#descriptor, this.#counter, 0, 8, counter)
    const taken = this.#counter[0]!
    if (taken !== this.#written) return { written: this.#written, taken }
    const front = Math.ceil(taken / capacity) * capacity
    return { written: front, taken: front }
  }
}

/** Takes what the other process put. */
export class RingReader {
  readonly #descriptor: number
  readonly #lane: Lane
  readonly #counter = new Float64Array(1)

  constructor(descriptor: number, lane: Lane) {
    this.#descriptor = descriptor
    this.#lane = lane
  }

  /**
   * Copies out what lies at a position, and gives its room back.
   *
   * @throws {ActorError<'undecodable'>} Nothing can lie there.
   */
  take(position: number, length: number): ArrayBuffer {
    const { capacity, start, counter } = this.#lane
    const within = position % capacity
    const due = this.#counter[0]!
    const inOrder = position >= due && position <= due + capacity
    const whole = inOrder && within + length <= capacity
    const target = unzeroed(whole ? length : 0)
    if (!whole || readSync(this.#descriptor, target, 0, length, start + within) < length) {
      throw new ActorError(
        'undecodable',
        `There are no ${length} bytes at ${position} of the shared file; does something in the isolate write to its descriptors?`,
        { target: 'shared file', bytes: length },
      )
    }
    this.#counter[0] = position + length
    writeSync(this.#descriptor, this.#counter, 0, 8, counter)
    return target.buffer
  }
}
