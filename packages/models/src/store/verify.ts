import { statSync } from 'node:fs'
import type { Actual } from './corrupt.ts'
import { digest } from './digest.ts'
import { readPieces, readWhole } from './read-file.ts'
import type { WantedFile } from './store.ts'

/** Hashes of files as they were when this process last read them. */
const known = new Map<string, { readonly stamp: string; readonly sha256: string }>()

/**
 * What the file at `path` is instead of `wanted`, or `undefined` when it is that file. It is read
 * once per process, and again when its place, size or times on the disk have changed.
 *
 * @throws {Error} `ENOENT` and other errors of the file system.
 */
export async function verify(path: string, wanted: WantedFile): Promise<Actual | undefined> {
  const { size, stamp } = stampOf(path)
  if (size !== wanted.size) return { size }
  const sha256 = await hashOf(path, size, stamp)
  return sha256 === wanted.sha256 ? undefined : { size, sha256 }
}

async function hashOf(path: string, size: number, stamp: string): Promise<string> {
  const before = known.get(path)
  if (before?.stamp === stamp) return before.sha256
  const sha256 = await hashFile(path, size)
  if (stampOf(path).stamp === stamp) known.set(path, { stamp, sha256 })
  return sha256
}

/** Files up to here are read whole: they are hashed beside what the isolate does meanwhile. */
const mostWhole = 32 * 2 ** 20

/** The SHA-256 of the file at `path`, in hexadecimal. */
export async function hashFile(path: string, size: number): Promise<string> {
  if (size <= mostWhole) return digest(await readWhole(path))
  const { createHash } = await import('node:crypto')
  const hash = createHash('sha256')
  for await (const chunk of readPieces(path, 1 << 20)) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

function stampOf(path: string): { size: number; stamp: string } {
  const { dev, ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true })
  return { size: Number(size), stamp: [dev, ino, size, mtimeNs, ctimeNs].join(':') }
}
