/* A service worker that keeps everything of the page but the models, which have a store of their own. */
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  if (new URL(event.request.url).pathname.startsWith('/troupe/models/')) return
  event.respondWith(networkFirst(event.request))
})

async function networkFirst(request) {
  const cache = await caches.open('shell')
  try {
    const response = await fetch(request)
    await cache.put(request, response.clone())
    return response
  } catch (error) {
    const kept = await cache.match(request)
    if (kept === undefined) throw error
    return kept
  }
}
