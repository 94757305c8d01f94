import { ActorError, child, type InspectionEvent, supervise } from '@troupe/core'
import { subprocess, thread } from '@troupe/runtime-node'
import { Doer } from '../doer.protocol.ts'
import type { Adapter } from '../peer.ts'

const module = new URL('../workers/doer.actor.js', import.meta.url)

export const startTroupe: Adapter = async ({ peer, giveUpAfter }) => {
  const standby = peer.endsWith('/standby') ? 1 : 0
  let prepared: (() => void) | undefined
  const spare = new Promise<void>((resolve) => (prepared = resolve))
  const app = await supervise({
    children: {
      doer: child(Doer, peer === 'troupe/thread' ? thread(module) : subprocess(module), {
        standby,
        ...(giveUpAfter !== undefined && { stallTimeout: giveUpAfter }),
      }),
    },
    log: false,
    inspect: ({ type }: InspectionEvent) => void (type === 'standby-ready' && prepared?.()),
  })
  if (standby > 0) await spare
  const { doer } = app.children
  return {
    call: (task, signal) => doer.ask.perform(task, signal && { signal }),
    thrown: (error) => (ActorError.is(error, 'thrown') ? error.cause : error),
    stop: () => app.stop(),
  }
}
