import { open, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { type Clock, systemClock } from '../clock.ts'
import { ActorError, reasonOf } from '../errors.ts'
import { correctIt, corrupt } from './corrupt.ts'
import { nameTheDisk } from './disk-full.ts'
import { lock } from './lock.ts'
import { makeFolder } from './make-folder.ts'
import { PartialFile } from './partial-file.ts'
import { readWhole } from './read-file.ts'
import type { Content, Download, FillOptions, Store, WantedFile } from './store.ts'
import { verify } from './verify.ts'

/** Where a file-system store lies, and by which clock it waits. */
export interface FsStoreOptions {
  /**
   * Default: the environment's `TROUPE_MODELS`, else `troupe/models` in the platform's folder for
   * caches (`XDG_CACHE_HOME` or `~/.cache`, `~/Library/Caches`, `%LOCALAPPDATA%`).
   */
  readonly folder?: string
  /** Default: the runtime's clock. */
  readonly clock?: Clock
}

/**
 * Keeps models on the disk, by their SHA-256, for every process of this machine.
 *
 * Files appear whole and read-only, or not at all. Each is hashed while it is downloaded and again
 * when a process first reads it; a broken one is removed and fetched again. Of several processes
 * that want a file, one downloads and the others wait; a killed one's download is taken up where it
 * ended. Nothing is written before the first download.
 *
 * @throws {ActorError<'invalid-argument'>} Of `fill`: the folder cannot be made.
 * @example
 * ```ts
 * import { registry } from '@troupe/models'
 * import { fsStore } from '@troupe/models/store/fs'
 *
 * const models = registry({ store: fsStore({ folder: '/var/cache/my-app/models' }) })
 * models.ids().includes('voice-activity/silero') // => true
 * ```
 */
export function fsStore({
  folder = defaultFolder(),
  clock = systemClock,
}: FsStoreOptions = {}): Store {
  const root = resolve(folder)
  return {
    get: (file) => read(blobPath(root, file), file),
    fill: (file, download, options = {}) =>
      fill(root, clock, file, download, options).catch(nameTheDisk(root)),
    async delete(file) {
      for (const path of [
        blobPath(root, file),
        partPath(root, file),
        `${partPath(root, file)}.tag`,
      ]) {
        await rm(path, { force: true })
      }
    },
  }
}

/**
 * The folder of {@link fsStore} when none is given.
 * @example
 * ```ts
 * import { defaultFolder } from '@troupe/models/store/fs'
 *
 * defaultFolder({ XDG_CACHE_HOME: '/caches' }, 'linux') // => '/caches/troupe/models'
 * ```
 */
export function defaultFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform = process.platform,
): string {
  const { TROUPE_MODELS: chosen, XDG_CACHE_HOME: caches, LOCALAPPDATA: local } = environment
  if (chosen) return chosen
  if (caches) return join(caches, 'troupe', 'models')
  if (platform === 'win32')
    return join(local || join(homedir(), 'AppData', 'Local'), 'troupe', 'models')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'troupe', 'models')
  return join(homedir(), '.cache', 'troupe', 'models')
}

function blobPath(root: string, { sha256 }: WantedFile): string {
  return join(root, 'blobs', 'sha256', sha256.slice(0, 2), sha256)
}

function partPath(root: string, { sha256 }: WantedFile): string {
  return join(root, 'partial', sha256)
}

/** The blob at `path` if it is what it should be. What is not is removed. */
async function read(path: string, file: WantedFile): Promise<Content | undefined> {
  try {
    if ((await verify(path, file)) === undefined) return { path, bytes: () => readWhole(path) }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
  await rm(path, { force: true })
  return undefined
}

async function fill(
  root: string,
  clock: Clock,
  file: WantedFile,
  download: Download,
  { signal, onWait }: FillOptions,
): Promise<Content> {
  const target = blobPath(root, file)
  const part = partPath(root, file)
  const locks = join(root, 'locks')
  for (const made of [locks, dirname(part), dirname(target)]) {
    await makeFolder(made).catch((error: unknown) => {
      throw unusable(root, error)
    })
  }
  const waiting = async (): Promise<void> => onWait?.(await sizeOf(part))
  await using _held = await lock(join(locks, file.sha256), { clock, signal, onWait: waiting })
  const attempt = (): Promise<Content | undefined> => complete(part, target, file, download)
  const content = (await read(target, file)) ?? (await attempt()) ?? (await attempt())
  if (content !== undefined) return content
  throw new Error(`${target} is not what was written there for ${file.model}. Check the disk`)
}

function unusable(folder: string, cause: unknown): ActorError {
  const hint = 'set TROUPE_MODELS, or the option folder of fsStore(), to one that can be written'
  return new ActorError(
    'invalid-argument',
    `fsStore(): the folder ${folder} cannot be used (${reasonOf(cause)}); ${hint}`,
    { argument: 'folder', hint },
    { cause },
  )
}

/**
 * Downloads what is missing, and once more from nothing where the whole is wrong: its parts may not
 * belong together. `undefined` when the disk does not give back what was written.
 */
async function complete(
  part: string,
  target: string,
  file: WantedFile,
  download: Download,
): Promise<Content | undefined> {
  await using partial = await PartialFile.open(part)
  for (let again = true; ; again = false) {
    if (partial.size < file.size) await download.into(partial)
    const sha256 = partial.digest()
    if (partial.size === file.size && sha256 === file.sha256) break
    const { size } = partial
    await partial.restart()
    if (!again) throw corrupt(file, { size, sha256 }, download.source, correctIt)
  }
  await partial.commit(target).catch(missing)
  await syncFolder(dirname(target))
  return await read(target, file)
}

/** Whoever took the lock over, while this process slept, may have put the file there already. */
function missing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0
}

/** So that the new name survives a loss of power; not every platform can. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined)
  await folder?.sync().catch(() => {})
  await folder?.close()
}
