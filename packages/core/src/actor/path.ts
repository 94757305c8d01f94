import { wrongArgument } from '../argument.ts'
import { ActorError } from '../errors.ts'

/**
 * A path as refs, events and errors show it: it begins with the name of the app.
 *
 * @throws {ActorError<'invalid-argument'>} It does not, and so leads nowhere.
 */
export function pathIn(app: string, path: string): string {
  if (typeof path !== 'string')
    throw wrongArgument('path', path, `pass a text, such as "${app}/reader"`)
  if (path === app || path.startsWith(`${app}/`)) return path
  const hint = `a path begins with the name of the app, as refs and events show it: "${app}/${path}"`
  throw new ActorError('invalid-argument', `"${path}" is no path in here; ${hint}`, {
    argument: 'path',
    hint,
  })
}
