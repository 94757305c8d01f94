import { closeSync, createReadStream, fstatSync, openSync, read, type ReadStream } from 'node:fs'
import { promisify } from 'node:util'

const readOpened = promisify(read)

/** Node reads no more than this at a time. */
const most = 2 ** 30

/**
 * Reads a file as a whole.
 *
 * It is opened at once: a thread that ends while Node opens a file in the background leaves it open for
 * as long as the process lives. It is read in one piece: between pieces it would wait for whatever
 * the isolate does meanwhile, such as loading onnxruntime.
 *
 * @throws {Error} What the file system says.
 */
export async function readWhole(path: string): Promise<Buffer<ArrayBuffer>> {
  const descriptor = openSync(path, 'r')
  try {
    const bytes = Buffer.allocUnsafeSlow(fstatSync(descriptor).size)
    let filled = 0
    while (filled < bytes.length) {
      const wanted = Math.min(bytes.length - filled, most)
      const { bytesRead } = await readOpened(descriptor, bytes, filled, wanted, filled)
      if (bytesRead === 0) return bytes.subarray(0, filled)
      filled += bytesRead
    }
    return bytes
  } finally {
    closeSync(descriptor)
  }
}

/**
 * Reads a file piece by piece; opened at once as by {@link readWhole}.
 *
 * @throws {Error} What the file system says.
 */
export function readPieces(path: string, bytes: number): ReadStream {
  return createReadStream(path, { fd: openSync(path, 'r'), highWaterMark: bytes })
}
