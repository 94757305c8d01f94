import type { ActorError } from '../errors.ts'
import { corrupt } from '../store/corrupt.ts'
import { readWhole } from '../store/read-file.ts'
import type { Content } from '../store/store.ts'
import { verify } from '../store/verify.ts'
import type { SourceRequest } from './source.ts'

/**
 * The first of `paths` that holds the wanted file. It is verified where it lies and not copied:
 * onnxruntime loads by path, and a package's file is as durable as the package.
 *
 * @throws {ActorError<'model-corrupt'>} Files are there, but other ones.
 * @throws {Error} No file is there.
 */
export async function inPlace(
  paths: readonly string[],
  { file, source }: SourceRequest,
  remedy: string,
): Promise<Content> {
  let wrong: ActorError | undefined
  for (const path of new Set(paths)) {
    try {
      const actual = await verify(path, file)
      if (actual === undefined) return { path, bytes: () => readWhole(path) }
      wrong ??= corrupt(file, actual, `${source} (${path})`, remedy)
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
  throw wrong ?? new Error(`there is no file at ${paths.join(' or ')}`)
}

function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOENT' || code === 'ENOTDIR'
}
