import { child, type InspectionEvent, supervise } from '@troupe/core'
import { worker } from '@troupe/runtime-web'
import { Doubler } from './doubler.protocol.ts'

/** The doubler in a worker, with execution providers in order of preference. */
export async function startDoubler(providers: string) {
  const events: InspectionEvent[] = []
  const name = String(new URLSearchParams({ providers }))
  const app = await supervise({
    children: {
      doubler: child(
        Doubler,
        worker(
          () =>
            new Worker(new URL('./doubler.worker.ts', import.meta.url), { type: 'module', name }),
        ),
      ),
    },
    log: false,
    inspect: (event) => events.push(event),
  })
  return { app, doubler: app.children.doubler, events }
}
