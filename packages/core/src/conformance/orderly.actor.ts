import { actor } from '../actor/actor.ts'
import type { ActorRef } from '../actor/ref.ts'
import { systemClock } from '../clock.ts'
import { commit, fatal } from './faults.ts'
import { Orderly, type Reaction } from './orderly.protocol.ts'
import type { Scripted } from './scripted.protocol.ts'

export { Orderly, type Reaction } from './orderly.protocol.ts'

/** Handles one message at a time: serve it in an isolate and run the conformance suite over it. */
export default actor(
  Orderly,
  ({ log }) => {
    let count = 0
    let inWork = 0
    return {
      add: (by) => (count += by),
      async step() {
        const others = inWork++
        await turn()
        inWork--
        return others
      },
      async enter({ n, how }) {
        log.info('begun', n)
        if (n % 3 === 0) await turn()
        if (how !== undefined) commit(how)
        return n
      },
      fail(reaction) {
        throw Object.assign(new Error(`${reaction} on purpose`), { reaction })
      },
      async farewell({ to, notes, how }) {
        const { tell } = to as ActorRef<typeof Scripted>
        for (let n = 0; n < notes; n++) tell.note(n)
        // What is thrown takes the rest of the turn along in order; an exit does not wait for it.
        if (how !== 'fatal') await turn()
        commit(how)
      },
    }
  },
  { onFailure },
)

function onFailure(error: unknown): Reaction {
  const { reaction, code } = error as { reaction?: Reaction; code?: unknown }
  return code === fatal ? 'restart' : (reaction ?? 'resume')
}

function turn(): Promise<void> {
  return new Promise((resolve) => void systemClock.after(0, resolve))
}
