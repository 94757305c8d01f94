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
  const given = addressOf(module, caller)
  const scheme = URL.canParse(given) ? new URL(given).protocol : ''
  const isFolder = given.endsWith('/') && (isAbsolute(given) || scheme === 'file:')
  if (isAbsolute(given) && !isFolder) return pathToFileURL(given).href
  if ((scheme === 'file:' && !isFolder) || scheme === 'data:') return given
  throw new ActorError(
    'invalid-argument',
    `${caller}() cannot load ${JSON.stringify(given)}: ${hintFor(given, scheme)}`,
    { argument: 'module', hint: hintFor(given, scheme) },
  )
}

function addressOf(module: unknown, caller: string): string {
  if (typeof module === 'string') return module
  const { href } = (module ?? {}) as Partial<URL>
  if (typeof href === 'string') return href
  const hint = 'pass its URL, as in new URL("./x.actor.js", import.meta.url)'
  const words = `${caller}() needs the module of an actor, and got ${typeof module}; ${hint}`
  throw new ActorError('invalid-argument', words, { argument: 'module', hint })
}

function hintFor(given: string, scheme: string): string {
  if (given.endsWith('/'))
    return 'it is a folder; name the file, as in new URL("./x.actor.js", import.meta.url)'
  if (scheme === 'http:' || scheme === 'https:') {
    return 'Node imports no remote modules; pass a file: URL, as in new URL("./x.actor.js", import.meta.url)'
  }
  if (scheme !== '') return `a ${scheme} URL is no module that Node imports; pass a file: URL`
  if (given.startsWith('.')) return `pass new URL(${JSON.stringify(given)}, import.meta.url)`
  return `for a file pass new URL(${JSON.stringify(`./${given}`)}, import.meta.url), for a package import.meta.resolve(${JSON.stringify(given)})`
}
