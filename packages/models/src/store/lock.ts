import { lstat, mkdir, open, readFile, rmdir, stat, unlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { type Clock, pause } from '../clock.ts'

/** How a lock is waited for. */
export interface LockOptions {
  readonly clock: Clock
  readonly signal?: AbortSignal
  /** Called now and then while somebody else holds it. */
  onWait?(): void | Promise<void>
}

/** Who holds a lock. */
interface Holder {
  readonly id: string
  readonly pid: number
  readonly host: string
}

const beat = 2_000
const stale = 20_000
const poll = 100

/**
 * Takes the lock file at `path`, which keeps out other isolates and other processes. A holder that
 * was killed loses it: at once where its process is seen to be gone, otherwise when the file has
 * not been touched for 20 seconds. Nothing may depend on it but the saving of work.
 */
export async function lock(path: string, options: LockOptions): Promise<AsyncDisposable> {
  const me: Holder = { id: crypto.randomUUID(), pid: process.pid, host: hostname() }
  let seen: { readonly mark: string; readonly since: number } | undefined
  for (;;) {
    options.signal?.throwIfAborted()
    const taken = await take(path, me, options.clock)
    if (taken !== undefined) return taken
    const current = await look(path)
    if (current === undefined) continue
    if (seen?.mark !== current.mark) seen = { mark: current.mark, since: options.clock.now() }
    const dead = isGone(current.holder) || options.clock.now() - seen.since > stale
    if (dead && (await steal(path, current))) continue
    await options.onWait?.()
    await pause(options.clock, poll, options.signal)
  }
}

async function take(path: string, me: Holder, clock: Clock): Promise<AsyncDisposable | undefined> {
  const file = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return undefined
    throw error
  })
  if (file === undefined) return undefined
  await file.writeFile(JSON.stringify(me)).catch(async (error: unknown) => {
    await file.close()
    await unlink(path)
    throw error
  })
  let beating = Promise.resolve()
  let cancel = (): void => {}
  const keepTouching = (): void => {
    cancel = clock.after(
      beat,
      () => {
        const now = new Date()
        beating = file.utimes(now, now).then(keepTouching, () => {})
      },
      true,
    )
  }
  keepTouching()
  return {
    async [Symbol.asyncDispose]() {
      cancel()
      await beating
      cancel()
      await file.close()
      // What failed under the lock is worth more than why the lock cannot be given back.
      const now = await look(path).catch(() => undefined)
      if (now?.holder?.id === me.id) await unlink(path).catch(() => {})
    },
  }
}

interface Seen {
  readonly holder: Holder | undefined
  /** Changes while the holder lives. */
  readonly mark: string
}

async function look(path: string): Promise<Seen | undefined> {
  try {
    const text = await readFile(path, 'utf8')
    const { mtimeMs, ino } = await stat(path)
    return { holder: parse(text), mark: `${text}:${ino}:${mtimeMs}` }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return lookAtLink(path)
    throw error
  }
}

/** A link that leads nowhere is nobody's lock, and in the way of everybody's. */
async function lookAtLink(path: string): Promise<Seen | undefined> {
  const link = await lstat(path).catch(() => undefined)
  return link && { holder: undefined, mark: `${link.ino}:${link.mtimeMs}` }
}

function parse(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Holder | null
    // It becomes part of a path.
    return /^[\w-]+$/.test(holder?.id ?? '') ? holder! : undefined
  } catch {
    return undefined
  }
}

function isGone(holder: Holder | undefined): boolean {
  if (holder === undefined || holder.host !== hostname()) return false
  try {
    process.kill(holder.pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

/**
 * Removes a dead holder's file. Of several who try, the one that makes the marker folder may; it
 * looks again first, because the lock may have a new holder by now.
 */
async function steal(path: string, dead: Seen): Promise<boolean> {
  const marker = `${path}.${dead.holder?.id ?? 'unreadable'}`
  try {
    await mkdir(marker)
  } catch {
    const left = await stat(marker).catch(() => undefined)
    if (left !== undefined && Date.now() - left.mtimeMs > stale) await rmdir(marker).catch(() => {})
    return false
  }
  try {
    if ((await look(path))?.mark === dead.mark) await unlink(path)
    return true
  } finally {
    await rmdir(marker).catch(() => {})
  }
}
