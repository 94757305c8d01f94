import type { Destination, Request, Sink, Submission } from '../wire/destination.ts'
import type { Random } from '../clock.ts'
import type { ActorMember } from '../supervise/actor-member.ts'
import { choose, type Route } from './route.ts'

/** Hands each message to one member. */
export class Router implements Destination {
  readonly members: ActorMember[] = []
  readonly #route: Route
  readonly #random: Random
  #last = -1

  constructor(route: Route, random: Random) {
    this.#route = route
    this.#random = random
  }

  submit(request: Request, sink: Sink): Submission {
    const candidates = this.members.map(({ near }) => ({
      load: near.load,
      up: near.connected,
      gone: near.closed,
    }))
    this.#last = choose(this.#route, candidates, this.#last, this.#random)
    return this.members[this.#last]!.near.submit(request, sink)
  }

  /** Takes nothing new; what waits for members is done. */
  shut(): void {
    for (const { near } of this.members) near.drain(() => {})
  }

  /** What waits for a member that will not come back is for the others to do. */
  evacuate(member: ActorMember): void {
    const others = this.members.filter(({ near }) => near !== member.near && !near.closed)
    const heir = others.find(({ near }) => near.connected) ?? others[0]
    heir?.near.adopt(member.near.evacuate())
  }
}
