import { correctIt, corrupt } from './corrupt.ts'
import { digest } from './digest.ts'
import type { Content, Download, Store, Unfinished, WantedFile } from './store.ts'

/**
 * A store that is gone with the process: for tests, and where nothing can be written.
 *
 * @example
 * ```ts
 * import { memoryStore, registry } from '@troupe/models'
 *
 * const models = registry({ store: memoryStore() })
 * models.ids().length > 0 // => true
 * ```
 */
export function memoryStore(): Store {
  const blobs = new Map<string, Uint8Array>()
  const parts = new Map<string, Part>()
  const filling = new Map<string, Promise<unknown>>()
  const get = (file: WantedFile): Content | undefined => {
    const bytes = blobs.get(file.sha256)
    return bytes === undefined ? undefined : { bytes: async () => bytes }
  }
  return {
    get: async (file) => get(file),
    async fill(file, download) {
      for (
        let busy = filling.get(file.sha256);
        busy !== undefined;
        busy = filling.get(file.sha256)
      ) {
        await busy.catch(() => {})
      }
      const found = get(file)
      if (found !== undefined) return found
      const part = parts.get(file.sha256) ?? new Part()
      parts.set(file.sha256, part)
      const work = complete(file, part, download)
      filling.set(file.sha256, work)
      try {
        const bytes = await work
        blobs.set(file.sha256, bytes)
        parts.delete(file.sha256)
        return { bytes: async () => bytes }
      } finally {
        filling.delete(file.sha256)
      }
    },
    async delete({ sha256 }) {
      blobs.delete(sha256)
      parts.delete(sha256)
    },
  }
}

class Part implements Unfinished {
  size = 0
  tag: string | undefined
  #chunks: Uint8Array[] = []

  async append(chunk: Uint8Array): Promise<void> {
    this.#chunks.push(chunk.slice())
    this.size += chunk.length
  }

  async restart(tag?: string): Promise<void> {
    this.#chunks = []
    this.size = 0
    this.tag = tag
  }

  joined(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(this.size)
    let offset = 0
    for (const chunk of this.#chunks) {
      bytes.set(chunk, offset)
      offset += chunk.length
    }
    return bytes
  }
}

/** Downloads what is missing, and once more from nothing where the whole is wrong. */
async function complete(
  file: WantedFile,
  part: Part,
  download: Download,
  again = true,
): Promise<Uint8Array> {
  if (part.size < file.size) await download.into(part)
  const bytes = part.joined()
  const sha256 = await digest(bytes)
  if (bytes.length === file.size && sha256 === file.sha256) return bytes
  await part.restart()
  if (again) return complete(file, part, download, false)
  throw corrupt(file, { size: bytes.length, sha256 }, download.source, correctIt)
}
