import type { Actor, AnyProtocol } from '@troupe/core'
import type { FaultMessage } from './fault.ts'

/**
 * The same actor, in a worker that crashes or hangs when the page says so. Such a message is taken
 * between two runs of a model, so that it hits the actor in the middle of its work.
 */
export function breakable<P extends AnyProtocol>(actor: Actor<P>): Actor<P> {
  addEventListener('message', ({ data }: MessageEvent<FaultMessage>) => commit(data.fault))
  return {
    ...actor,
    setup: (context) =>
      actor.setup({
        ...context,
        native: async (work) => {
          await breath()
          return context.native(work)
        },
      }),
  }
}

function commit(fault: FaultMessage['fault']): void {
  if (fault === 'crash') throw new Error('somebody pressed Crash')
  // Nothing gets out of this loop; the supervisor has to notice.
  for (;;);
}

const { port1, port2 } = new MessageChannel()

/** Resolves in a turn of its own, after the messages that are waiting now. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    port1.onmessage = () => resolve()
    port2.postMessage(null)
  })
}
