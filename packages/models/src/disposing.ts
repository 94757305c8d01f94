import type { Behaviour } from '@troupe/core/actor'
import type { Operations, Protocol } from '@troupe/core'
import type { Session } from './backend.ts'

/**
 * The same behaviour, which on stop is disposed itself and then disposes `sessions`. Handlers keep
 * their `this`, so that a behaviour may be an instance of a class.
 */
export function disposing<Ops extends Operations, Options>(
  protocol: Protocol<Ops, Options>,
  behaviour: Behaviour<Ops>,
  sessions: readonly Session[],
): Behaviour<Ops> {
  const handlers = Object.keys(protocol.operations).map((operation) => {
    const handler: unknown = behaviour[operation]
    return [operation, typeof handler === 'function' ? handler.bind(behaviour) : handler]
  })
  return {
    ...Object.fromEntries(handlers),
    async [Symbol.asyncDispose]() {
      try {
        if (behaviour[Symbol.asyncDispose] !== undefined) await behaviour[Symbol.asyncDispose]!()
        else behaviour[Symbol.dispose]?.()
      } finally {
        await disposeAll(sessions)
      }
    },
  }
}

/** Disposes every session, whatever becomes of the others; the first failure is thrown. */
export async function disposeAll(sessions: readonly Session[]): Promise<void> {
  const results = await Promise.allSettled(sessions.map((session) => session.dispose()))
  const failed = results.find((result) => result.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}
