import type { Loader } from '../loader.ts'

/** Imports an actor's module and gives its default export. */
export async function load(module: string, loader: Loader | undefined): Promise<unknown> {
  for (const part of loader?.modules ?? []) {
    const imported = (await import(part)) as { register?: () => unknown }
    if (loader?.register === true) imported.register?.()
  }
  const { default: served } = (await import(module)) as { default?: unknown }
  return isModule(served) ? served.default : served
}

/** A module that was compiled to CommonJS hides its default export one level deeper. */
function isModule(value: unknown): value is { default: unknown } {
  return typeof value === 'object' && value !== null && '__esModule' in value && 'default' in value
}
