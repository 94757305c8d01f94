export { serveAssetsFrom } from './served-assets.ts'
export { browserStore } from './store/browser.ts'
export { cacheStore } from './store/cache.ts'
export { opfsStore } from './store/opfs.ts'
