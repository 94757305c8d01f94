const cacheName = 'troupe-demo-page'
const gpuBuild = 'asyncify'

/**
 * Keeps the page itself, so that it opens without a network from now on. The models are in the
 * actors' store already.
 *
 * @param gpu Whether the WebAssembly for WebGPU is used here; it is the largest file.
 * @returns Whether it can be kept here.
 */
export async function keepOffline(gpu: boolean): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false
  try {
    await navigator.serviceWorker.register('service-worker.js')
    const response = await fetch('files.json')
    const files = (await response.json()) as string[]
    const cache = await caches.open(cacheName)
    const wanted = ['./', 'files.json', ...files.filter((file) => gpu || !file.includes(gpuBuild))]
    const kept = new Set((await cache.keys()).map(({ url }) => url))
    const hrefs = wanted.map((file) => new URL(file, location.href).href)
    const stale = [...kept].filter((url) => !hrefs.includes(url))
    await Promise.all(stale.map((url) => cache.delete(url)))
    await cache.addAll(hrefs.filter((href) => !(isHashed(href) && kept.has(href))))
    return true
  } catch {
    // No network right now, no room, or no secure context: the page works, from the network only.
    return (await caches.match('./').catch(() => undefined)) !== undefined
  }
}

/** A file with a hash in its name never changes. */
function isHashed(href: string): boolean {
  return href.includes('/assets/')
}
