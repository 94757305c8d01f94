/**
 * Answers from what the page put into the cache when there is no network. Models are not kept there:
 * the actors have a store of their own.
 */
addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) => event.waitUntil(clients.claim()))

addEventListener('fetch', (event) => {
  const { request } = event
  const ours = new URL(request.url).origin === location.origin
  if (ours && request.method === 'GET') event.respondWith(answer(request))
})

async function answer(request) {
  try {
    return await fetch(request)
  } catch (error) {
    const kept = await caches.match(request, { ignoreVary: true })
    if (kept === undefined) throw error
    return kept
  }
}
