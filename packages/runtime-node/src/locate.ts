import { isAbsolute } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ActorError } from '@troupe/core'

/**
 * The address of an actor's module.
 *
 * @throws {ActorError<'invalid-argument'>} It is relative, bare or remote: nothing here knows what
 *   it would be relative to.
 */
export function locate(module: URL | string, caller: string): string {
  const given = typeof module === 'string' ? module : module.href
  if (isAbsolute(given)) return pathToFileURL(given).href
  const scheme = URL.canParse(given) ? new URL(given).protocol : ''
  if (scheme === 'file:' || scheme === 'data:') return given
  throw new ActorError(
    'invalid-argument',
    `${caller}() cannot load ${JSON.stringify(given)}: ${hintFor(given, scheme)}`,
    { argument: 'module', hint: hintFor(given, scheme) },
  )
}

function hintFor(given: string, scheme: string): string {
  if (scheme === 'http:' || scheme === 'https:') {
    return 'Node imports no remote modules; pass a file: URL, as in new URL("./x.actor.js", import.meta.url)'
  }
  if (scheme !== '') return `a ${scheme} URL is no module that Node imports; pass a file: URL`
  if (given.startsWith('.')) return `pass new URL(${JSON.stringify(given)}, import.meta.url)`
  return `for a file pass new URL(${JSON.stringify(`./${given}`)}, import.meta.url), for a package import.meta.resolve(${JSON.stringify(given)})`
}
