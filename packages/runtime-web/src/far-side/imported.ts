/** What `serve()` was given, or what it imports. */
export async function importedFrom(given: unknown): Promise<unknown> {
  const served = isImport(given) ? await given() : given
  return isModule(served) ? served.default : served
}

/** A function for `compute()` takes its input as a parameter. */
function isImport(given: unknown): given is () => unknown {
  return typeof given === 'function' && given.length === 0
}

function isModule(value: unknown): value is { default: unknown } {
  return typeof value === 'object' && value !== null && 'default' in value
}
