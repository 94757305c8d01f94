import type { Attributes } from '@opentelemetry/api'
import type { MessageEnd } from '../inspect.ts'
import type { OperationKind } from '../protocol/protocol.ts'

/** Which operation of which actor, in the words of OpenTelemetry's conventions and in our own. */
export interface Operation {
  readonly path: string
  readonly protocol: string
  readonly kind: OperationKind
  readonly operation: string
}

/** Attributes of a call as of RPC, of a tell as of messaging. */
export function attributesOf({ path, protocol, kind, operation }: Operation): Attributes {
  const own = { 'troupe.actor.path': path, 'troupe.operation.kind': kind }
  const method = methodOf({ protocol, operation })
  if (kind !== 'tell') return { ...own, 'rpc.system.name': 'troupe', 'rpc.method': method }
  return {
    ...own,
    'messaging.system.name': 'troupe',
    'messaging.destination.name': path,
    'messaging.operation.name': method,
    'messaging.operation.type': 'process',
  }
}

/** The name of an operation, with its protocol's. */
export function methodOf({
  protocol,
  operation,
}: Pick<Operation, 'protocol' | 'operation'>): string {
  return `${protocol}/${operation}`
}

/** How it ended; what went well has no `error.type`. */
export function outcomeOf({ outcome, error }: Pick<MessageEnd, 'outcome' | 'error'>): Attributes {
  return { 'troupe.message.outcome': outcome, ...(error && { 'error.type': error.code }) }
}
