import { worker } from '../../../packages/runtime-web/src/index.ts'
import type { MovingPlace } from '../../families/place.ts'
import { startEcho } from '../../peers/echo.ts'
import { peers, startParties } from './peers.ts'
import { spin, startBare, startLine, startMover } from './raw.ts'

/** Bundlers find a worker by its literal address alone. */
const workers = {
  echo: () => new Worker(new URL('./workers/echo.worker.ts', import.meta.url), { type: 'module' }),
  mirror: () =>
    new Worker(new URL('./workers/mirror.worker.ts', import.meta.url), { type: 'module' }),
  caller: () =>
    new Worker(new URL('./workers/caller.worker.ts', import.meta.url), { type: 'module' }),
  waiter: () =>
    new Worker(new URL('./workers/waiter.worker.ts', import.meta.url), { type: 'module' }),
}

/** Workers of a page. */
export const place: MovingPlace = {
  kind: 'worker',
  medium: 'postMessage',
  startTroupe: () => startEcho(worker(workers.echo)),
  isolateOf: (actor) => worker(workers[actor]),
  ...{ peers, startParties, startLine, startBare, startMover, spin },
}
