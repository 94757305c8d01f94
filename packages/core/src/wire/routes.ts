import type { OperationKind } from '../protocol/protocol.ts'
import type { Paced } from './haste.ts'

/** Where calls go: an actor's address ('' is the one that the line leads to) and its operation. */
export interface Route {
  readonly target: string
  /** Who that is, for errors: of an actor that is gone nobody else knows. */
  readonly path: string
  readonly kind: OperationKind
  readonly operation: string
}

/** A route as the side knows it that serves its calls. */
export interface ServedRoute extends Route, Paced {}

/** More routes than these are described anew when they come again. */
export const mostRoutes = 1_024

/** The routes that one side has described, so that a call needs their number only. */
export class Routes {
  /** By name, once there is more than one. */
  #numbers: Map<string, number> | undefined
  readonly #names: string[] = []
  #next = 0
  #last: Route = { target: '', path: '', kind: 'ask', operation: '' }
  #lastNumber = -1

  /** The number of a route; `describe` is called where the other side does not know it yet. */
  numberOf(
    target: string,
    kind: OperationKind,
    operation: string,
    describe: (number: number, route: Route) => void,
    path = '',
  ): number {
    const last = this.#last
    if (
      this.#lastNumber >= 0 &&
      operation === last.operation &&
      target === last.target &&
      kind === last.kind
    )
      return this.#lastNumber
    const route = { target, path, kind, operation }
    const known = this.#lastNumber < 0 ? undefined : this.#find(route)
    const number = known ?? this.#take(route)
    this.#last = route
    this.#lastNumber = number
    if (known === undefined) describe(number, route)
    return number
  }

  /** Most lines have one route, which is the last one for ever: nobody looks for it. */
  #find(route: Route): number | undefined {
    if (this.#numbers === undefined) {
      this.#numbers = new Map<string, number>()
      this.#name(this.#last, this.#lastNumber)
    }
    return this.#numbers.get(nameOf(route))
  }

  /** A number for a new route; the one that had it before has none any more. */
  #take(route: Route): number {
    const number = this.#next
    this.#next = (number + 1) % mostRoutes
    this.#name(route, number)
    return number
  }

  #name(route: Route, number: number): void {
    if (this.#numbers === undefined) return
    const before = this.#names[number]
    if (before !== undefined) this.#numbers.delete(before)
    const name = nameOf(route)
    this.#names[number] = name
    this.#numbers.set(name, number)
  }
}

function nameOf({ target, kind, operation }: Route): string {
  return `${kind} ${operation}\n${target}`
}
