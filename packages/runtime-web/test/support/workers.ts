import { worker } from '@troupe/runtime-web'

/** The workers of these tests. Each is written out, because bundlers find no other form. */
export const workers = {
  probe: () =>
    worker(
      () => new Worker(new URL('../fixtures/probe.worker.ts', import.meta.url), { type: 'module' }),
    ),
  nest: () =>
    worker(
      () => new Worker(new URL('../fixtures/nest.worker.ts', import.meta.url), { type: 'module' }),
    ),
  slow: () =>
    worker(
      () => new Worker(new URL('../fixtures/slow.worker.ts', import.meta.url), { type: 'module' }),
    ),
  hangs: () =>
    worker(
      () => new Worker(new URL('../fixtures/hangs.worker.ts', import.meta.url), { type: 'module' }),
    ),
  importFails: () =>
    worker(
      () =>
        new Worker(new URL('../fixtures/import-fails.worker.ts', import.meta.url), {
          type: 'module',
        }),
    ),
  ownConsole: () =>
    worker(
      () =>
        new Worker(new URL('../fixtures/own-console.worker.ts', import.meta.url), {
          type: 'module',
        }),
    ),
  twice: () =>
    worker(
      () => new Worker(new URL('../fixtures/twice.worker.ts', import.meta.url), { type: 'module' }),
    ),
  noActor: () =>
    worker(
      () =>
        new Worker(new URL('../fixtures/no-actor.worker.ts', import.meta.url), { type: 'module' }),
    ),
  square: () =>
    worker(
      () =>
        new Worker(new URL('../fixtures/square.worker.ts', import.meta.url), { type: 'module' }),
    ),
}
