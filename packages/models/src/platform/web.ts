import { ort } from '../ort/web.ts'
import { http } from '../source/http.ts'
import { memoryStore } from '../store/memory.ts'
import type { Platform } from './platform.ts'

/** Browsers: onnxruntime-web, files over HTTP, a store that lasts as long as the worker. */
export const platform: Platform = {
  runtime: 'web',
  backend: ort,
  catalogue: () => [],
  store: memoryStore,
  sources: () => [http()],
}
