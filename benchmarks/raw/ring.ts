import { Worker } from 'node:worker_threads'
import type { Kind, NearLine, RawLine } from './line.ts'

/** Memory for what goes one way: whoever writes counts the bytes up, whoever reads follows. */
export interface Ring {
  readonly written: Int32Array<SharedArrayBuffer>
  readonly bytes: Uint8Array<SharedArrayBuffer>
}

const size = 1 << 20
/** The length of a frame and its kind, before its bytes. */
const headBytes = 5

function ring(): Ring {
  return {
    written: new Int32Array(new SharedArrayBuffer(4)),
    bytes: new Uint8Array(new SharedArrayBuffer(size)),
  }
}

/** A thread that does nothing but answer, over two rings of shared memory instead of `postMessage`. */
export function rawRing(): NearLine {
  const [there, back] = [ring(), ring()]
  const worker = new Worker(new URL('../workers/raw-ring.js', import.meta.url), {
    workerData: { out: back, in: there },
  })
  return { ...ringLine({ out: there, in: back }), stop: () => worker.terminate() }
}

/**
 * Frames in rings. Who waits is woken by `Atomics.notify` and goes on in its event loop; nothing checks
 * for room, because what is measured has less under way than fits.
 */
export function ringLine({ out, in: incoming }: { out: Ring; in: Ring }): RawLine {
  let take: Parameters<RawLine['listen']>[0] | undefined
  let at = 0
  return {
    post(kind, bytes) {
      const head = new Uint8Array(headBytes)
      new DataView(head.buffer).setUint32(0, bytes.byteLength)
      head[4] = kind
      write(out, at, head)
      write(out, at + headBytes, bytes)
      at = (at + headBytes + bytes.byteLength) | 0
      Atomics.store(out.written, 0, at)
      Atomics.notify(out.written, 0)
    },
    listen(listener) {
      if (take === undefined) void follow(incoming, (kind, bytes) => take?.(kind, bytes))
      take = listener
    },
  }
}

async function follow(
  ring: Ring,
  take: (kind: Kind, bytes: Uint8Array<ArrayBuffer>) => void,
): Promise<never> {
  for (let at = 0; ;) {
    const waiting = Atomics.waitAsync(ring.written, 0, at)
    if (waiting.async) await waiting.value
    for (const end = Atomics.load(ring.written, 0); at !== end;) {
      const head = read(ring, at, headBytes)
      const length = new DataView(head.buffer).getUint32(0)
      take(head[4] as Kind, read(ring, at + headBytes, length))
      at = (at + headBytes + length) | 0
    }
  }
}

function write({ bytes }: Ring, at: number, written: Uint8Array): void {
  const place = at & (size - 1)
  const first = written.subarray(0, size - place)
  bytes.set(first, place)
  bytes.set(written.subarray(first.byteLength), 0)
}

function read({ bytes }: Ring, at: number, length: number): Uint8Array<ArrayBuffer> {
  const place = at & (size - 1)
  const taken = new Uint8Array(length)
  const first = bytes.subarray(place, place + length)
  taken.set(first)
  taken.set(bytes.subarray(0, length - first.byteLength), first.byteLength)
  return taken
}
