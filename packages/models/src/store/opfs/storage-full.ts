import { ActorError } from '../../errors.ts'
import type { WantedFile } from '../store.ts'

const mega = 2 ** 20

/** What a failed write means: the error itself, or that the browser grants no more room. */
export async function storageFull(error: unknown, file: WantedFile): Promise<unknown> {
  if (!(error instanceof DOMException) || error.name !== 'QuotaExceededError') return error
  const { usage = 0, quota = 0 } = await navigator.storage.estimate()
  const megabytes = (bytes: number): string => (bytes / mega).toFixed(1)
  return new ActorError(
    'storage-full',
    `${file.model}: no room for ${file.name} (${megabytes(file.size)} MB). This site uses ${megabytes(usage)} of ${megabytes(quota)} MB; delete models that are no longer used, or let the user clear the site's data`,
    { model: file.model, file: file.name, needed: file.size, usage, quota },
    { cause: error },
  )
}
