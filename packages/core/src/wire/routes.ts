import type { OperationKind } from '../protocol/protocol.ts'
import type { Paced } from './haste.ts'

/** Where calls go: an actor's address ('' is the one that the line leads to) and its operation. */
export interface Route {
  readonly target: string
  readonly kind: OperationKind
  readonly operation: string
}

/** A route as the side knows it that serves its calls. */
export interface ServedRoute extends Route, Paced {}

/** More routes than these are described anew when they come again. */
export const mostRoutes = 1_024

/** The routes that one side has described, so that a call needs their number only. */
export class Routes {
  readonly #numbers = new Map<string, number>()
  readonly #names: string[] = []
  #next = 0
  #last: Route = { target: '', kind: 'ask', operation: '' }
  #lastNumber = -1

  /** The number of a route; `describe` is called where the other side does not know it yet. */
  numberOf(
    target: string,
    kind: OperationKind,
    operation: string,
    describe: (number: number, route: Route) => void,
  ): number {
    const last = this.#last
    if (
      this.#lastNumber >= 0 &&
      operation === last.operation &&
      target === last.target &&
      kind === last.kind
    )
      return this.#lastNumber
    const route = { target, kind, operation }
    const name = `${kind} ${operation}\n${target}`
    let number = this.#numbers.get(name)
    if (number === undefined) {
      number = this.#take(name)
      describe(number, route)
    }
    this.#last = route
    this.#lastNumber = number
    return number
  }

  /** A number for a new route; the one that had it before has none any more. */
  #take(name: string): number {
    const number = this.#next
    this.#next = (number + 1) % mostRoutes
    const before = this.#names[number]
    if (before !== undefined) this.#numbers.delete(before)
    this.#names[number] = name
    this.#numbers.set(name, number)
    return number
  }
}
