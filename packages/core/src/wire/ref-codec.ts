import type { ActorRef } from '../actor/ref.ts'
import type { OperationKind } from '../protocol/protocol.ts'

/** Marks refs across copies of this package. */
export const refMarker = Symbol.for('@troupe/core/ActorRef')

/** A ref as it crosses: with the kinds of its operations the receiver needs no protocol of its own. */
export interface RefData {
  readonly address: string
  readonly path: string
  readonly name: string
  readonly operations: Readonly<Record<string, OperationKind>>
}

/** Whether a value is a ref. */
export function isRef(value: unknown): value is ActorRef {
  return typeof value === 'object' && value !== null && refMarker in value
}

/** What crosses for a ref. */
export function refData(ref: Pick<ActorRef, 'protocol' | 'address' | 'path'>): RefData {
  const { name, operations } = ref.protocol as {
    name: string
    operations: Record<string, { kind: OperationKind }>
  }
  return {
    address: ref.address,
    path: ref.path,
    name,
    operations: Object.fromEntries(
      Object.entries(operations).map(([key, { kind }]) => [key, kind]),
    ),
  }
}
