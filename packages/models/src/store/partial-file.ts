import type { Hash } from 'node:crypto'
import {
  copyFile,
  open,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
  type FileHandle,
} from 'node:fs/promises'
import { isFull } from './disk-full.ts'
import { readPieces } from './read-file.ts'
import type { Unfinished } from './store.ts'

/**
 * A download on the disk: the bytes so far at `path`, what the source said of them at `path.tag`.
 * It is hashed while it grows.
 */
export class PartialFile implements Unfinished, AsyncDisposable {
  readonly #path: string
  readonly #file: FileHandle
  #hash: Hash
  #size: number
  #tag: string | undefined

  private constructor(
    path: string,
    file: FileHandle,
    hash: Hash,
    size: number,
    tag: string | undefined,
  ) {
    this.#path = path
    this.#file = file
    this.#hash = hash
    this.#size = size
    this.#tag = tag
  }

  /** Goes on with what is at `path`, or begins there. */
  static async open(path: string): Promise<PartialFile> {
    const hash = await newHash()
    let size = 0
    const there = await stat(path).catch(() => undefined)
    if (there?.isFile() === false) await rm(path, { recursive: true })
    if (there?.isFile() === true && (await detach(path))) {
      for await (const chunk of readPieces(path, 1 << 20)) {
        hash.update(chunk as Uint8Array)
        size += (chunk as Uint8Array).length
      }
    }
    const tag = await readFile(tagPath(path), 'utf8').catch(() => undefined)
    return new PartialFile(path, await open(path, size === 0 ? 'w' : 'r+'), hash, size, tag)
  }

  get size(): number {
    return this.#size
  }

  get tag(): string | undefined {
    return this.#tag
  }

  async append(chunk: Uint8Array): Promise<void> {
    let written = 0
    while (written < chunk.length) {
      const { bytesWritten } = await this.#file.write(
        chunk,
        written,
        chunk.length - written,
        this.#size + written,
      )
      written += bytesWritten
    }
    this.#hash.update(chunk)
    this.#size += chunk.length
  }

  async restart(tag?: string): Promise<void> {
    await this.#file.truncate(0)
    this.#hash = await newHash()
    this.#size = 0
    this.#tag = tag
    if (tag === undefined) await rm(tagPath(this.#path), { force: true })
    else await writeFile(tagPath(this.#path), tag)
  }

  /** The SHA-256 of the bytes so far, in hexadecimal. */
  digest(): string {
    return this.#hash.copy().digest('hex')
  }

  /** Puts the complete file to `target`, read-only and on the disk for good, in one step. */
  async commit(target: string): Promise<void> {
    await this.#file.sync()
    await this.#file.chmod(0o444)
    await rename(this.#path, target)
    await rm(tagPath(this.#path), { force: true })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close()
  }
}

/** Loaded late: an isolate that only verifies what is there starts without the module. */
async function newHash(): Promise<Hash> {
  const { createHash } = await import('node:crypto')
  return createHash('sha256')
}

function tagPath(path: string): string {
  return `${path}.tag`
}

/**
 * A writer that lost its lock while it slept may still hold the old file open: leave it that one. Where
 * the disk has no room for both, the file is removed and begun anew.
 */
async function detach(path: string): Promise<boolean> {
  const copy = `${path}.copy`
  try {
    await copyFile(path, copy)
  } catch (error) {
    await rm(copy, { force: true })
    if (!isFull(error)) throw error
    await rm(path)
    return false
  }
  await rename(copy, path)
  return true
}
