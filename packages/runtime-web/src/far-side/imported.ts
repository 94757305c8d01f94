/** What `serve()` was given, or what it imports. */
export async function importedFrom(given: unknown): Promise<unknown> {
  return isImport(given) ? given() : given
}

/** A function for `compute()` takes its input as a parameter. */
function isImport(given: unknown): given is () => unknown {
  return typeof given === 'function' && given.length === 0
}
