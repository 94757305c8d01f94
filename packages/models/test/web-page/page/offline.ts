/** Makes this page one that can be opened offline, but for its models: those are not the shell's business. */
export async function keepShell(): Promise<void> {
  const { serviceWorker } = navigator
  await serviceWorker.register('/shell.js')
  if (serviceWorker.controller === null) {
    await new Promise((resolve) =>
      serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    )
  }
  // The page itself and its script came before the service worker.
  const came = performance.getEntriesByType('resource').map(({ name }) => name)
  const own = came.filter((url) => url.startsWith(location.origin))
  await (await caches.open('shell')).addAll(['/', ...own])
}

/** The addresses that the shell has kept. */
export async function keptByShell(): Promise<string[]> {
  const requests = await (await caches.open('shell')).keys()
  return requests.map(({ url }) => new URL(url).pathname)
}
