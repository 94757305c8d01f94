import { sendAsk } from '../call/ask.ts'
import type { Caller, Target } from '../call/caller.ts'
import { given, none as noOptions } from '../call/given.ts'
import { openDuplex, openStream } from '../call/stream.ts'
import { sendAcceptedTell, sendTell } from '../call/tell.ts'
import { type AnyProtocol, type OperationKind, protocol } from '../protocol/protocol.ts'
import type { RefResolver } from '../wire/codec.ts'
import { type RefData, refMarker } from '../wire/ref-codec.ts'
import type { Destination } from '../wire/destination.ts'
import { destinationOf, leadsTo } from './destinations.ts'
import type { Call } from './actor.ts'
import type { ActorRef, SendOptions } from './ref.ts'

/** Who an actor is, apart from where its messages go. */
export interface Identity<P extends AnyProtocol> {
  readonly protocol: P
  readonly address: string
  readonly path: string
}

/** What a ref has of a kind that its protocol does not use: all refs share it. */
const none: Record<string, unknown> = Object.freeze({})
const nothing = { ask: none, tell: none, stream: none, duplex: none }

function toString(this: ActorRef): string {
  return `actor ${this.path}`
}

/** Builds a ref: plain functions, one for each operation of the protocol. */
export function createRef<P extends AnyProtocol>(
  { protocol, address, path }: Identity<P>,
  destination: Destination,
  caller: Caller,
): ActorRef<P> {
  const sends: Record<OperationKind, Record<string, unknown>> = { ...nothing }
  const operations = protocol.operations as Record<string, { kind: OperationKind }>
  for (const [operation, { kind }] of Object.entries(operations)) {
    if (sends[kind] === none) sends[kind] = {}
    sends[kind][operation] = sender({ caller, destination, path, kind, operation })
  }
  const ref = { protocol, address, path, ...sends, toString }
  Object.defineProperty(ref, refMarker, { value: true })
  leadsTo(ref, destination)
  return Object.freeze(ref) as unknown as ActorRef<P>
}

/** The same ref with functions of its own. */
export function withOwn<P extends AnyProtocol, Own extends object>(
  ref: ActorRef<P>,
  own: Own,
): ActorRef<P> & Own {
  const extended = { ...ref, ...own }
  Object.defineProperty(extended, refMarker, { value: true })
  leadsTo(extended, destinationOf(ref)!)
  return Object.freeze(extended)
}

function sender(target: Target): unknown {
  switch (target.kind) {
    case 'ask':
      return (input: unknown, options?: SendOptions | Call) =>
        sendAsk(target, input, given(options))
    case 'tell': {
      const tell = (input: unknown, options?: SendOptions | null): boolean =>
        sendTell(target, input, options ?? noOptions)
      const accepted = (input: unknown, options?: SendOptions | Call): Promise<void> =>
        sendAcceptedTell(target, input, given(options))
      return Object.assign(tell, { accepted })
    }
    case 'stream':
      return (input: unknown, options?: SendOptions | Call) =>
        openStream(target, input, given(options))
    case 'duplex':
      return (items: Iterable<unknown>, options?: SendOptions | Call) =>
        openDuplex(target, items, given(options))
  }
}

/** Reads refs out of messages: `find` says where messages for an address go from here. */
export function refResolver(
  find: (data: RefData) => Destination,
  caller: Omit<Caller, 'refs'>,
): RefResolver {
  const resolve: RefResolver = (data) => {
    const operations = Object.fromEntries(
      Object.entries(data.operations).map(([name, kind]) => [name, { kind, checks: {} }]),
    )
    const identity = {
      protocol: protocol(data.name, operations),
      address: data.address,
      path: data.path,
    }
    return createRef(identity, find(data), { ...caller, refs: resolve }) as ActorRef
  }
  return resolve
}
