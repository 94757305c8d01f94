import { ActorError, reasonOf, type SourceFailure } from './errors.ts'
import type { ManifestFile } from './manifest.ts'
import type { ModelSource, SourceRequest } from './source/source.ts'
import type { Content, Download, Store, Unfinished, WantedFile } from './store/store.ts'

/** How far a file has come. */
export interface FileProgress {
  readonly phase: 'wait' | 'download'
  /** In bytes. */
  readonly done: number
}

/** Where a file may be got, and what to tell on the way. */
export interface Surroundings {
  readonly store: Store
  readonly sources: readonly ModelSource[]
  readonly base: string | undefined
  readonly signal: AbortSignal
  progress(progress: FileProgress): void
}

/**
 * Gets a verified file: from the store, else from its sources in the order of the manifest. What
 * lies on this machine already is used where it lies; the rest is downloaded into the store.
 *
 * @throws {ActorError<'model-corrupt'>} Every source has another file.
 * @throws {ActorError<'model-unavailable'>} No source could deliver it; names why, for each.
 */
export async function obtain(
  file: WantedFile,
  { sources }: ManifestFile,
  around: Surroundings,
): Promise<Content> {
  const failures: Failure[] = []
  try {
    const stored = await around.store.get(file)
    if (stored !== undefined) return stored
  } catch (error) {
    // What nobody may read there, a source may still have on this machine.
    failures.push({ source: 'the store', error })
  }
  for (const source of sources) {
    try {
      return await obtainFrom(source, file, around)
    } catch (error) {
      around.signal.throwIfAborted()
      // Another source would not fit either.
      if (ActorError.is(error, 'storage-full')) throw error
      failures.push({ source, error })
    }
  }
  throw unavailable(file, failures)
}

interface Failure {
  readonly source: string
  readonly error: unknown
}

async function obtainFrom(
  address: string,
  file: WantedFile,
  around: Surroundings,
): Promise<Content> {
  const { base, signal, store } = around
  const source = absolute(address, base)
  const scheme = source.slice(0, source.indexOf(':') + 1)
  const handler = around.sources.find(({ schemes }) => schemes.includes(scheme))
  const request: SourceRequest = { source, file, base, signal }
  if (handler?.open !== undefined) return handler.open(request)
  if (handler?.download === undefined)
    throw new Error(`nothing here fetches ${scheme}; pass registry({ sources })`)
  return store.fill(file, downloadFrom(handler.download.bind(handler), request, around), {
    signal,
    onWait: (done) => around.progress({ phase: 'wait', done }),
  })
}

/** `./` is relative to the manifest. */
function absolute(address: string, base: string | undefined): string {
  if (!address.startsWith('.')) return address
  if (base === undefined)
    throw new Error(
      'it is relative, and the manifest has no place of its own: pass registry({ base })',
    )
  return new URL(address, base).href
}

/** Reports every byte, and leaves nothing of a file that turned out to be another one. */
function downloadFrom(
  download: NonNullable<ModelSource['download']>,
  request: SourceRequest,
  around: Surroundings,
): Download {
  return {
    source: request.source,
    async into(unfinished) {
      try {
        await download(request, reporting(unfinished, around))
      } catch (error) {
        if (ActorError.is(error, 'model-corrupt')) await unfinished.restart()
        throw error
      }
    },
  }
}

function reporting(unfinished: Unfinished, around: Surroundings): Unfinished {
  const report = (): void => around.progress({ phase: 'download', done: unfinished.size })
  report()
  return {
    get size() {
      return unfinished.size
    },
    get tag() {
      return unfinished.tag
    },
    async append(chunk) {
      await unfinished.append(chunk)
      report()
    },
    async restart(tag) {
      await unfinished.restart(tag)
      report()
    },
  }
}

function unavailable(file: WantedFile, failures: readonly Failure[]): ActorError {
  const corrupt = failures
    .map(({ error }) => error)
    .filter((error) => ActorError.is(error, 'model-corrupt'))
  if (corrupt.length > 0 && corrupt.length === failures.length) return corrupt[0]!
  const causes: SourceFailure[] = failures.map(({ source, error }) => ({
    source,
    reason: reasonOf(error),
  }))
  const tried = causes.map(({ source, reason }) => `${source}: ${reason}`).join('; ')
  return new ActorError(
    'model-unavailable',
    `${file.model}: no source could deliver ${file.name}. Tried ${tried}`,
    { model: file.model, file: file.name, causes },
    { cause: failures.at(-1)?.error },
  )
}
