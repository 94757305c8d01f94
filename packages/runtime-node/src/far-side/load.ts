import type { Loader } from '../loader.ts'

/** Imports an actor's module. */
export async function load(module: string, loader: Loader | undefined): Promise<unknown> {
  for (const part of loader?.modules ?? []) {
    const imported = (await import(part)) as { register?: () => unknown }
    if (loader?.register === true) imported.register?.()
  }
  return import(module)
}
