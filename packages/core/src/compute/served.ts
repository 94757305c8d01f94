import { type Actor, actor } from '../actor/actor.ts'
import { ask, protocol } from '../protocol/protocol.ts'

/** What a module with a bare function as its default export is served as. */
export const Compute = protocol('compute', { run: ask<unknown, unknown>() })

/** The actor that a module's default export means, if it means one. */
export function asActor(served: unknown): Actor | undefined {
  if (typeof served === 'function') {
    const run = served as (input: unknown, call: unknown) => unknown
    return actor(Compute, () => ({ run: (input, call) => run(input, call) })) as Actor
  }
  const { protocol: spoken, setup } = (served ?? {}) as Partial<Actor>
  const isActor = typeof spoken?.fingerprint === 'string' && typeof setup === 'function'
  return isActor ? (served as Actor) : undefined
}
