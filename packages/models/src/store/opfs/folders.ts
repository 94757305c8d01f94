/** The folders of a store in the origin's private file system: whole files, and unfinished ones. */
export class Folders {
  readonly #name: string

  constructor(name: string) {
    this.#name = name
  }

  /** Names the locks of this store. */
  get name(): string {
    return this.#name
  }

  async partials(): Promise<FileSystemDirectoryHandle> {
    return folderAt([this.#name, 'partial'])
  }

  /** The whole file, where it is there. */
  async blob(sha256: string): Promise<File | undefined> {
    return absentIsFine(async () => {
      const folder = await this.#blobs(sha256)
      return (await folder.getFileHandle(sha256)).getFile()
    })
  }

  /** Bytes of the unfinished file. */
  async partialSize(sha256: string): Promise<number> {
    const size = await absentIsFine(async () => {
      const folder = await this.partials()
      return (await (await folder.getFileHandle(sha256)).getFile()).size
    })
    return size ?? 0
  }

  /** The unfinished file is whole: it gets its place. */
  async commit(sha256: string): Promise<void> {
    const partials = await this.partials()
    const handle = await partials.getFileHandle(sha256)
    const blobs = await this.#blobs(sha256)
    await move(handle, blobs, sha256)
    await this.deletePartial(sha256)
  }

  async deleteBlob(sha256: string): Promise<void> {
    await absentIsFine(async () => (await this.#blobs(sha256)).removeEntry(sha256))
  }

  async deletePartial(sha256: string): Promise<void> {
    const folder = await this.partials()
    await absentIsFine(() => folder.removeEntry(sha256))
    await absentIsFine(() => folder.removeEntry(`${sha256}.tag`))
  }

  #blobs(sha256: string): Promise<FileSystemDirectoryHandle> {
    return folderAt([this.#name, 'blobs', 'sha256', sha256.slice(0, 2)])
  }
}

async function folderAt(path: readonly string[]): Promise<FileSystemDirectoryHandle> {
  let folder = await navigator.storage.getDirectory()
  for (const name of path) folder = await folder.getDirectoryHandle(name, { create: true })
  return folder
}

interface Movable {
  move?(folder: FileSystemDirectoryHandle, name: string): Promise<void>
}

/** Not every browser can move a file yet; the copy appears when it is closed, whole. */
async function move(
  handle: FileSystemFileHandle,
  folder: FileSystemDirectoryHandle,
  name: string,
): Promise<void> {
  const movable = handle as Movable
  if (movable.move !== undefined) return movable.move(folder, name)
  const target = await (await folder.getFileHandle(name, { create: true })).createWritable()
  await (await handle.getFile()).stream().pipeTo(target)
}

async function absentIsFine<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return undefined
    throw error
  }
}
