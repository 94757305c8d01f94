import { closeSync, createReadStream, openSync, readFile, type ReadStream } from 'node:fs'
import { promisify } from 'node:util'

const readOpened = promisify(readFile)

/**
 * Reads a file as a whole.
 *
 * It is opened at once: a thread that ends while Node opens a file in the background leaves it open for
 * as long as the process lives.
 *
 * @throws {Error} What the file system says.
 */
export async function readWhole(path: string): Promise<Buffer<ArrayBuffer>> {
  const descriptor = openSync(path, 'r')
  try {
    return (await readOpened(descriptor)) as Buffer<ArrayBuffer>
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
