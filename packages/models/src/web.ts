/**
 * What only pages and workers need: where models are kept, and where they are served from.
 *
 * @module
 */

export { serveAssetsFrom } from './served-assets.ts'
export { browserStore } from './store/browser.ts'
export { cacheStore } from './store/cache.ts'
export { opfsStore } from './store/opfs.ts'
