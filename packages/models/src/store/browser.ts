import { cacheStore } from './cache.ts'
import { memoryStore } from './memory.ts'
import { opfsStore } from './opfs.ts'
import type { Store } from './store.ts'

/**
 * The best store that this place has: the private file system in a dedicated worker, else Cache
 * Storage, else memory (a page without a secure context has neither).
 *
 * @example
 * ```ts browser
 * import { registry } from '@troupe/models'
 * import { browserStore } from '@troupe/models/web'
 *
 * const models = registry({ store: browserStore() })
 * ```
 */
export function browserStore(): Store {
  if (canWriteInPlace()) return opfsStore()
  return 'caches' in globalThis && 'locks' in navigator ? cacheStore() : memoryStore()
}

/** Only dedicated workers have handles that write in place. */
function canWriteInPlace(): boolean {
  const { FileSystemFileHandle: Handle } = globalThis as {
    FileSystemFileHandle?: { prototype: object }
  }
  return (
    Handle !== undefined &&
    'createSyncAccessHandle' in Handle.prototype &&
    typeof navigator.storage?.getDirectory === 'function'
  )
}
