import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Kind, NearLine, RawLine } from './line.ts'

/** Length of the bytes (4), what they are (1). */
const header = 5
/** What is shorter leaves in one piece with its header. */
const large = 65_536

/** A process that does nothing but answer, over a pipe with frames. */
export function rawProcess(): NearLine {
  const file = fileURLToPath(new URL('../workers/raw-process.js', import.meta.url))
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'inherit', 'inherit', 'pipe'] })
  const gone = once(child, 'exit')
  return {
    ...pipeLine(child.stdio[3] as Socket),
    async stop() {
      child.kill('SIGKILL')
      await gone
    },
  }
}

export function pipeLine(pipe: Socket): RawLine {
  let take: Parameters<RawLine['listen']>[0] = () => {}
  const reader = new FrameReader((kind, bytes) => take(kind, bytes))
  pipe.on('data', (chunk: Buffer) => reader.push(chunk))
  return {
    listen: (taker) => void (take = taker),
    post(kind, bytes) {
      const whole = bytes.byteLength < large
      const head = Buffer.allocUnsafe(whole ? header + bytes.byteLength : header)
      head.writeUInt32LE(bytes.byteLength, 0)
      head.writeUInt8(kind, 4)
      if (whole) head.set(bytes, header)
      pipe.write(head)
      if (!whole) pipe.write(bytes)
    },
  }
}

/** Puts frames together from what a pipe gives. */
export class FrameReader {
  readonly #take: (kind: Kind, bytes: Uint8Array<ArrayBuffer>) => void
  readonly #head = Buffer.alloc(header)
  #headFilled = 0
  #body: Uint8Array<ArrayBuffer> | undefined
  #bodyFilled = 0

  constructor(take: (kind: Kind, bytes: Uint8Array<ArrayBuffer>) => void) {
    this.#take = take
  }

  push(chunk: Buffer): void {
    let at = 0
    while (at < chunk.byteLength) {
      if (this.#body === undefined) {
        const size = Math.min(header - this.#headFilled, chunk.byteLength - at)
        chunk.copy(this.#head, this.#headFilled, at, at + size)
        this.#headFilled += size
        at += size
        if (this.#headFilled < header) return
        this.#body = new Uint8Array(this.#head.readUInt32LE(0))
      }
      const size = Math.min(this.#body.byteLength - this.#bodyFilled, chunk.byteLength - at)
      this.#body.set(chunk.subarray(at, at + size), this.#bodyFilled)
      this.#bodyFilled += size
      at += size
      if (this.#bodyFilled === this.#body.byteLength) this.#give(this.#body)
    }
  }

  #give(bytes: Uint8Array<ArrayBuffer>): void {
    this.#body = undefined
    this.#headFilled = 0
    this.#bodyFilled = 0
    this.#take(this.#head.readUInt8(4) as Kind, bytes)
  }
}
