import type { Destination } from '../wire/destination.ts'

const destinations = new WeakMap<object, Destination>()

/** Notes where the messages of a ref go. */
export function leadsTo(ref: object, destination: Destination): void {
  destinations.set(ref, destination)
}

/** Where the messages of a ref go. */
export function destinationOf(ref: object): Destination | undefined {
  return destinations.get(ref)
}
