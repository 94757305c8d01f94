import { describeIsolate } from '@troupe/core/conformance'
import { worker } from '@troupe/runtime-web'

const wholePage = 'in a browser it ends the whole page'

describeIsolate('worker', {
  scripted: () =>
    worker(
      () =>
        new Worker(new URL('./fixtures/scripted.worker.ts', import.meta.url), { type: 'module' }),
    ),
  orderly: () =>
    worker(
      () =>
        new Worker(new URL('./fixtures/orderly.worker.ts', import.meta.url), { type: 'module' }),
    ),
  peer: () =>
    worker(
      () => new Worker(new URL('./fixtures/peer.worker.ts', import.meta.url), { type: 'module' }),
    ),
  missing: () => worker(() => new Worker('/there/is/none.js', { type: 'module' })),
  broken: () =>
    worker(
      () => new Worker(new URL('./fixtures/throws.worker.ts', import.meta.url), { type: 'module' }),
    ),
  noActor: () =>
    worker(
      () =>
        new Worker(new URL('./fixtures/no-actor.worker.ts', import.meta.url), { type: 'module' }),
    ),
  exit: { type: 'vanished' },
  impossible: {
    'out-of-memory': wholePage,
    'out-of-memory-at-once': wholePage,
    segfault: wholePage,
  },
})
