import { type Actor, actor, type ActorContext } from '../actor/actor.ts'
import { ActorError } from '../errors.ts'
import { ask, protocol } from '../protocol/protocol.ts'
import type { KeptSnapshot } from './persist.ts'
import type { SnapshotStore } from './store.ts'

/**
 * Keeps the snapshots of machines while their isolates come and go.
 * @example
 * ```ts
 * import { Keeper } from '@troupe/core/xstate'
 *
 * Keeper.fingerprint // => 'keeper(forget:ask,load:ask,save:ask)'
 * ```
 */
export const Keeper = protocol('keeper', {
  /** The last snapshot of this machine, or undefined. */
  load: ask<{ key: string }, KeptSnapshot | undefined>(),
  save: ask<{ key: string; snapshot: KeptSnapshot }>(),
  forget: ask<{ key: string }>(),
})

/**
 * An actor that keeps snapshots in memory, for as long as it lives: run it in the app's own thread,
 * above the machines that it serves. Name it to them with {@link keptBy}.
 * @example
 * ```ts
 * import { child, memory, supervise } from '@troupe/core'
 * import { Keeper, keeper } from '@troupe/core/xstate'
 *
 * await using app = await supervise({ children: { keeper: child(Keeper, memory(keeper)) } })
 * await app.children.keeper.ask.load({ key: 'app/checkout' }) // => undefined
 * ```
 */
export const keeper: Actor<typeof Keeper> = actor(Keeper, () => {
  const kept = new Map<string, KeptSnapshot>()
  return {
    load: ({ key }) => kept.get(key),
    save: ({ key, snapshot }) => void kept.set(key, snapshot),
    forget: ({ key }) => void kept.delete(key),
  }
})

/**
 * Lets a {@link Keeper} of the same tree keep a machine's snapshots: `{ restore: keptBy('app/keeper') }`.
 * The keeper starts first, so it stands above the machine.
 *
 * @param path The whole path of the keeper.
 * @throws {ActorError<'invalid-argument'>} When the machine starts: there is no keeper at that path.
 * @example
 * ```ts
 * import { child, memory, supervise } from '@troupe/core'
 * import { Keeper, keeper, keptBy, machine, machineProtocol } from '@troupe/core/xstate'
 * import { setup } from 'xstate'
 *
 * const door = setup({ types: { events: {} as { type: 'open' } } }).createMachine({
 *   initial: 'closed',
 *   states: { closed: { on: { open: 'ajar' } }, ajar: {} },
 * })
 * const Door = machineProtocol('door', door)
 *
 * await using app = await supervise({
 *   children: {
 *     keeper: child(Keeper, memory(keeper)),
 *     door: child(Door, memory(machine(Door, door, { restore: keptBy('app/keeper') }))),
 *   },
 * })
 * app.children.door.tell.send({ type: 'open' })
 * await app.stopChild('door')
 * await app.restartChild('door')
 * const { value } = await app.children.door.ask.snapshot()
 * value // => 'ajar'
 * ```
 */
export function keptBy(path: string): (context: ActorContext) => Promise<SnapshotStore> {
  return async ({ lookup }) => {
    const ref = await lookup(Keeper, path)
    if (ref === undefined) {
      throw new ActorError('invalid-argument', `There is no keeper at ${path}`, {
        argument: 'path',
        hint: 'start one above the machine: child(Keeper, memory(keeper))',
      })
    }
    return {
      load: (key) => ref.ask.load({ key }),
      save: (key, snapshot) => ref.ask.save({ key, snapshot }),
      forget: (key) => ref.ask.forget({ key }),
    }
  }
}
