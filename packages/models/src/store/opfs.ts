import { ActorError } from '../errors.ts'
import { correctIt, corrupt } from './corrupt.ts'
import { OpfsFile } from './opfs/file.ts'
import { Folders } from './opfs/folders.ts'
import { alone } from './opfs/alone.ts'
import { storageFull } from './opfs/storage-full.ts'
import { digest } from './digest.ts'
import type { Content, Download, Store, WantedFile } from './store.ts'

/**
 * Keeps models in the origin's private file system, by their SHA-256, for all tabs and workers.
 *
 * Files appear whole or not at all. Each is hashed while it is downloaded and again when an isolate
 * first reads it; a broken one is removed and fetched again. Of several tabs that want a file, one
 * downloads and the others wait; a closed one's download is taken up where it ended. Works in
 * dedicated workers, where files can be written in place.
 *
 * @throws {ActorError<'storage-full'>} The browser grants no more room; says how much is taken.
 * @example
 * ```ts worker
 * import { registry } from '@troupe/models'
 * import { opfsStore } from '@troupe/models/web'
 *
 * const models = registry({ store: opfsStore() })
 * ```
 */
export function opfsStore({ folder = 'troupe' }: { readonly folder?: string } = {}): Store {
  const folders = new Folders(folder)
  const verified = new Set<string>()
  const get = async (file: WantedFile): Promise<Content | undefined> => {
    const blob = await folders.blob(file.sha256)
    const found = blob && (await read(blob, file, verified))
    if (blob !== undefined && found === undefined) await folders.deleteBlob(file.sha256)
    return found
  }
  return {
    get,
    fill: (file, download, options = {}) =>
      alone(file, folders, options, async () => {
        const stored = await get(file)
        if (stored !== undefined) return stored
        await complete(folders, file, download)
        verified.add(file.sha256)
        return (await get(file)) ?? lost(file)
      }),
    async delete({ sha256 }) {
      verified.delete(sha256)
      await folders.deleteBlob(sha256)
      await folders.deletePartial(sha256)
    },
  }
}

async function read(
  blob: File,
  { sha256, size }: WantedFile,
  verified: Set<string>,
): Promise<Content | undefined> {
  if (blob.size !== size) return undefined
  const bytes = async (): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await blob.arrayBuffer())
  if (verified.has(sha256)) return { bytes }
  const first = await bytes()
  if ((await digest(first)) !== sha256) return undefined
  verified.add(sha256)
  return { bytes: once(first, bytes) }
}

/** What was read to be checked need not be read again at once, nor be held for ever. */
function once<T>(first: T, again: () => Promise<T>): () => Promise<T> {
  let left: T | undefined = first
  return async () => {
    const taken = left
    left = undefined
    return taken ?? again()
  }
}

/** Downloads what is missing, and once more from nothing where the whole is wrong. */
async function complete(folders: Folders, file: WantedFile, download: Download): Promise<void> {
  const partial = await OpfsFile.open(folders, file.sha256)
  try {
    for (let again = true; ; again = false) {
      if (partial.size < file.size) await download.into(partial)
      const sha256 = partial.digest()
      if (partial.size === file.size && sha256 === file.sha256) break
      const { size } = partial
      await partial.restart()
      if (!again) throw corrupt(file, { size, sha256 }, download.source, correctIt)
    }
  } catch (error) {
    throw await storageFull(error, file)
  } finally {
    partial.close()
  }
  await folders.commit(file.sha256)
}

function lost({ model, name }: WantedFile): never {
  throw new ActorError(
    'model-unavailable',
    `${model}: the browser did not keep ${name}, which was written a moment ago; was its storage cleared?`,
    { model, file: name, causes: [{ source: 'origin private file system', reason: 'gone' }] },
  )
}
