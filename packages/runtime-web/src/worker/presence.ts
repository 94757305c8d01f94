/**
 * How a page learns that a worker is gone. A browser tells nobody, but it takes back the Web Locks of
 * what it ends: the worker holds one from its first moment, and the page stands in line for it.
 */
interface Locks {
  request<T>(
    name: string,
    options: { readonly signal?: AbortSignal },
    granted: () => T | Promise<T>,
  ): Promise<T>
}

/** Browsers have none outside secure contexts, and Node 20 has none at all. */
const locks = (): Locks | undefined =>
  (globalThis.navigator as { readonly locks?: Locks } | undefined)?.locks

/** Whether there are locks, though they may be refused. */
export const hasLocks = (): boolean => locks() !== undefined

/**
 * Takes a lock of its own for as long as this worker lives.
 *
 * @returns Its name once it is held, or undefined where there are no locks to be had.
 */
export async function showPresence(): Promise<string | undefined> {
  const all = locks()
  if (all === undefined) return undefined
  const name = `troupe-worker-${crypto.randomUUID()}`
  return new Promise((resolve) => {
    all
      .request(name, {}, () => {
        resolve(name)
        return new Promise(() => {})
      })
      // A page without an origin, such as a sandboxed frame, is refused.
      .catch(() => resolve(undefined))
  })
}

/**
 * Milliseconds for what a worker sent before its end and what may still be under way: nothing orders
 * its messages and the news of its end, and a message that it had begun must not look untouched.
 */
export const stragglers = 50

/** Resolves when the worker that holds the lock is gone; never once nobody wants to know. */
export async function whenAbsent(lock: string, signal?: AbortSignal): Promise<void> {
  try {
    await locks()?.request(lock, signal ? { signal } : {}, () => {})
  } catch {
    // Else the page itself is going: nobody is left to be told.
    await new Promise(() => {})
  }
}
