import type { ActorRef } from '../actor/ref.ts'
import type { Clock, Random } from '../clock.ts'
import type { ExitReason } from '../isolate/exit.ts'
import type { Chain } from '../wire/chain.ts'
import type { RefResolver } from '../wire/codec.ts'
import type { SupervisorHandle } from './handle.ts'
import { completeChild } from './spec.ts'
import type { News } from '../inspect.ts'
import { SupervisorMember } from './supervisor-member.ts'
import { createSystem } from './system.ts'

/** Where a part of a tree stands that is not where the app is. */
export interface Surroundings {
  /** The path of the actor whose children they are. */
  readonly path: string
  readonly clock: Clock
  readonly random: Random
  readonly refs: RefResolver
  /** Who waits for what is asked now. */
  chain(): Chain | undefined
  /** An actor lives now, or will live again. */
  enter(ref: ActorRef): void
  /** It will not live again. */
  leave(ref: ActorRef): void
  tell(news: News): void
  /** It is over; `gave-up` unless it was stopped. */
  exited(reason: ExitReason): void
}

/** A supervisor with children that are added one by one. */
export interface Subtree extends Pick<SupervisorHandle, 'add' | 'stopChild' | 'list'> {
  stop(): Promise<unknown>
  kill(): void
}

/** Starts a supervisor without children inside an isolate. */
export function subtree(around: Surroundings): Subtree {
  const { path, clock, random, refs, chain } = around
  const system = createSystem({
    ...{ clock, random, deadline: Infinity, keepAlive: false },
    ...{ refs, chain, around },
  })
  system.log(around.tell, true)
  const id = path.slice(path.lastIndexOf('/') + 1)
  const root = new SupervisorMember(
    { spec: completeChild({ id, type: 'supervisor' }), options: {}, children: {} },
    { id, path },
    system,
  )
  const over = new Promise<void>((resolve) => {
    root.start(1, {
      ready() {},
      progressed() {},
      drained() {},
      condemned() {},
      exited(reason) {
        root.close(reason)
        root.forget()
        resolve()
        around.exited(reason)
      },
    })
  })
  return {
    add: (id, definition) => root.add(id, definition),
    stopChild: (id) => root.stopChild(id),
    list: () => root.list(),
    stop: () => {
      root.stop()
      return over
    },
    kill: () => root.kill(),
  }
}
