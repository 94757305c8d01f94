import { digest } from './digest.ts'
import { memoryStore } from './memory.ts'
import { storageFull } from './opfs/storage-full.ts'
import type { Content, Store, WantedFile } from './store.ts'

/**
 * Keeps models in the browser's Cache Storage, by their SHA-256, for all tabs: where files of the
 * private file system cannot be written in place, in a page or an older browser. A download that
 * was interrupted begins again after a reload.
 *
 * @throws {ActorError<'storage-full'>} The browser grants no more room; says how much is taken.
 * @example
 * ```ts browser
 * import { registry } from '@troupe/models'
 * import { cacheStore } from '@troupe/models/web'
 *
 * const models = registry({ store: cacheStore() })
 * ```
 */
export function cacheStore({ name = 'troupe' }: { readonly name?: string } = {}): Store {
  const passing = memoryStore()
  const address = ({ sha256 }: WantedFile): string => `/.troupe/${name}/${sha256}`
  const get = async (file: WantedFile): Promise<Content | undefined> => {
    const cache = await caches.open(name)
    const bytes = await bytesOf(await cache.match(address(file)))
    if (bytes === undefined) return undefined
    if (bytes.length === file.size && (await digest(bytes)) === file.sha256)
      return { bytes: async () => bytes }
    await cache.delete(address(file))
    return undefined
  }
  return {
    get,
    fill: (file, download, options = {}) =>
      navigator.locks.request(
        `troupe:${name}:${file.sha256}`,
        { ...(options.signal && { signal: options.signal }) },
        async () => {
          const stored = await get(file)
          if (stored !== undefined) return stored
          const content = await passing.fill(file, download, options)
          await keep(name, address(file), file, await content.bytes())
          await passing.delete(file)
          return content
        },
      ),
    async delete(file) {
      await passing.delete(file)
      await (await caches.open(name)).delete(address(file))
    },
  }
}

async function bytesOf(
  response: Response | undefined,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return response && new Uint8Array(await response.arrayBuffer())
}

async function keep(
  name: string,
  address: string,
  file: WantedFile,
  bytes: Uint8Array,
): Promise<void> {
  try {
    await (await caches.open(name)).put(address, new Response(bytes as Uint8Array<ArrayBuffer>))
  } catch (error) {
    throw await storageFull(error, file)
  }
}
