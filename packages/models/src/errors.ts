import { ActorError } from '@troupe/core/actor'

declare module '@troupe/core' {
  interface ErrorDetails {
    /** No registry entry has this id, version or alias; `near` lists what comes close. */
    'model-unknown': { model: string; near: readonly string[] }
    /** A manifest, or a model beside its manifest, is not as it should be. */
    'model-invalid': { model: string; issues: readonly string[] }
    /** A file is not the one that the manifest names: wrong hash, wrong size, truncated. */
    'model-corrupt': {
      model: string
      file: string
      expected: string
      actual: string
      source: string
    }
    /** No source could deliver a file. */
    'model-unavailable': { model: string; file: string; causes: readonly SourceFailure[] }
    /** The browser grants no more room for a file. Sizes in bytes; `usage` and `quota` of the site. */
    'storage-full': { model: string; file: string; needed: number; usage: number; quota: number }
    /** No package that computes models is installed, or none of them works here. */
    'backend-unavailable': { causes: readonly BackendFailure[] }
  }
}

/** Why one source of a file failed. */
export interface SourceFailure {
  readonly source: string
  readonly reason: string
}

/** Why one package that computes models cannot be used. */
export interface BackendFailure {
  readonly package: string
  readonly reason: string
}

export { ActorError }
export type { ErrorDetails } from '@troupe/core'

/** What an unknown thrown value says. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** @throws {ActorError<'invalid-argument'>} Always: it names the option, whose it is, and what is right. */
export function wrongOption(owner: string, option: string, hint: string): never {
  throw new ActorError('invalid-argument', `${owner}: option ${option} is wrong; ${hint}`, {
    argument: option,
    hint,
  })
}
