/** Bytes that this site keeps in the browser. */
export async function storageUsed(): Promise<number | undefined> {
  const estimate = await navigator.storage?.estimate?.()
  return estimate?.usage
}

/** Forgets all models, so that the next start is a cold one. */
export async function forgetModels(): Promise<void> {
  for (const name of await caches.keys()) await caches.delete(name)
  const root = await navigator.storage.getDirectory()
  const names: string[] = []
  for await (const name of root.keys()) names.push(name)
  for (const name of names) await root.removeEntry(name, { recursive: true })
}
