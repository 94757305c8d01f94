import { createSHA256, type IHasher } from 'hash-wasm'
import type { Unfinished } from '../store.ts'
import type { Folders } from './folders.ts'

const chunkSize = 1 << 20

/** A download in the private file system, hashed while it grows. What was appended is there after a crash. */
export class OpfsFile implements Unfinished {
  readonly #access: FileSystemSyncAccessHandle
  readonly #tagAccess: FileSystemSyncAccessHandle
  readonly #hash: IHasher
  size = 0
  tag: string | undefined

  private constructor(
    access: FileSystemSyncAccessHandle,
    tagAccess: FileSystemSyncAccessHandle,
    hash: IHasher,
  ) {
    this.#access = access
    this.#tagAccess = tagAccess
    this.#hash = hash
  }

  /** Goes on with what is there of a file, or begins it. */
  static async open(folders: Folders, sha256: string): Promise<OpfsFile> {
    const folder = await folders.partials()
    const access = await accessTo(folder, sha256)
    try {
      const tagAccess = await accessTo(folder, `${sha256}.tag`)
      const file = new OpfsFile(access, tagAccess, await createSHA256())
      file.#recall()
      return file
    } catch (error) {
      access.close()
      throw error
    }
  }

  #recall(): void {
    const buffer = new Uint8Array(chunkSize)
    const end = this.#access.getSize()
    while (this.size < end) {
      const count = this.#access.read(buffer, { at: this.size })
      this.#hash.update(buffer.subarray(0, count))
      this.size += count
    }
    const tag = new Uint8Array(this.#tagAccess.getSize())
    this.#tagAccess.read(tag, { at: 0 })
    this.tag = tag.length === 0 ? undefined : new TextDecoder().decode(tag)
  }

  async append(chunk: Uint8Array): Promise<void> {
    const written = this.#access.write(chunk as Uint8Array<ArrayBuffer>, { at: this.size })
    // Without room, Chromium reports more than it was given: an error's number without its sign.
    if (written !== chunk.length) throw new DOMException('the disk is full', 'QuotaExceededError')
    this.#hash.update(chunk)
    this.size += written
  }

  async restart(tag?: string): Promise<void> {
    this.#access.truncate(0)
    this.#tagAccess.truncate(0)
    if (tag !== undefined) this.#tagAccess.write(new TextEncoder().encode(tag), { at: 0 })
    this.#hash.init()
    this.size = 0
    this.tag = tag
  }

  /** The SHA-256 of what is there; afterwards it takes no more. */
  digest(): string {
    return this.#hash.digest('hex')
  }

  close(): void {
    this.#access.flush()
    this.#access.close()
    this.#tagAccess.close()
  }
}

async function accessTo(
  folder: FileSystemDirectoryHandle,
  name: string,
): Promise<FileSystemSyncAccessHandle> {
  const handle = await folder.getFileHandle(name, { create: true })
  return handle.createSyncAccessHandle()
}
