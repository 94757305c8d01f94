import { ActorError } from '../errors.ts'
import type { WantedFile } from './store.ts'

/** What a file is instead of what it should be. */
export interface Actual {
  readonly size: number
  /** Left out where the size alone says enough. */
  readonly sha256?: string
}

/** The remedy where a source gives another file than the manifest names. */
export const correctIt =
  'Correct the sources, sha256 and size in the manifest, or the file at its source'

/** The error for a file that is not the one the manifest names. */
export function corrupt(
  file: WantedFile,
  actual: Actual,
  source: string,
  remedy: string,
): ActorError<'model-corrupt'> {
  const sizes = actual.size !== file.size
  const expectedText = sizes ? `${file.size} bytes` : `sha256 ${file.sha256}`
  const actualText = sizes ? `${actual.size} bytes` : `sha256 ${actual.sha256}`
  const kind = actual.size < file.size ? 'truncated' : 'not the file that the manifest names'
  return new ActorError(
    'model-corrupt',
    `${file.model}: ${file.name} from ${source} is ${kind}: expected ${expectedText}, found ${actualText}. ${remedy}.`,
    { model: file.model, file: file.name, expected: expectedText, actual: actualText, source },
  )
}
