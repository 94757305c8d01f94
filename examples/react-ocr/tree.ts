import { child, supervise } from '@troupe/core'
import { Ocr } from '@troupe/models/ocr'
import { worker } from '@troupe/runtime-web'

/** The tree lives beside React: components come and go, and the model stays loaded. */
export const tree = supervise({
  children: {
    reader: child(
      Ocr,
      worker(() => new Worker(new URL('./ocr.worker.ts', import.meta.url), { type: 'module' })),
      { startTimeout: 120_000 },
    ),
  },
})
