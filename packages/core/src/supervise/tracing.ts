import { checkFunction } from '../argument.ts'
import type { MessageTrace, Tracer } from '../inspect.ts'
import type { Chain } from '../wire/chain.ts'
import type { Request } from '../wire/destination.ts'
import type { DeliveryTrace } from '../actor/delivery.ts'
import { shielded } from './shielded.ts'

/**
 * Tells a tracer of messages, and of each which one its sender was handling: the call of the last
 * handler in its chain. Nothing crosses for it that does not cross anyway.
 */
export class Tracing {
  readonly #tracers = new Set<Tracer>()
  /** What is with which life, as which call. */
  readonly #served = new Map<string, readonly TracedBy[]>()

  /** Whether anybody traces. */
  get active(): boolean {
    return this.#tracers.size > 0
  }

  /** @returns A function that takes the tracer away. */
  add(tracer: Tracer): () => void {
    checkFunction('trace', tracer, 'pass (message) => ({ ended(how) { ... } })')
    this.#tracers.add(tracer)
    return () => this.#tracers.delete(tracer)
  }

  /** A message was submitted. */
  begin(path: string, protocol: string, request: Request): DeliveryTrace | undefined {
    if (this.#tracers.size === 0) return undefined
    const { kind, operation, chain } = request
    const parents = this.#parentsOf(chain)
    const relayed = request.call !== undefined
    const traces = [...this.#tracers].flatMap((tracer): TracedBy[] => {
      const parent = parents.find((one) => one.tracer === tracer)?.trace
      const message = { path, protocol, kind, operation, relayed, ...(parent && { parent }) }
      const trace = shielded(tracer, message)
      return trace === undefined ? [] : [{ tracer, trace }]
    })
    return this.#follow(traces)
  }

  #parentsOf(chain: Chain | undefined): readonly TracedBy[] {
    const waiter = chain?.at(-1)
    return (waiter && this.#served.get(keyOf(waiter[0], waiter[2]))) ?? []
  }

  #follow(traces: readonly TracedBy[]): DeliveryTrace {
    let key: string | undefined
    const forget = (): void => void (key !== undefined && this.#served.delete(key))
    return {
      sent: (incarnation, call) => {
        forget()
        this.#served.set((key = keyOf(incarnation, call)), traces)
      },
      ended: (how) => {
        forget()
        for (const { trace } of traces) shielded(() => trace.ended(how))
      },
    }
  }
}

interface TracedBy {
  readonly tracer: Tracer
  readonly trace: MessageTrace
}

function keyOf(incarnation: string, call: number): string {
  return `${incarnation} ${call}`
}
