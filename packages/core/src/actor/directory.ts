import { ActorError } from '../errors.ts'
import { type Destination, refused } from '../wire/destination.ts'

const destinations = new Map<string, Destination>()

/** Every actor that this side of the wire can reach by address. */
export const directory = {
  /** Makes an address known until the returned function is called. */
  enter(address: string, destination: Destination): () => void {
    destinations.set(address, destination)
    return () => directory.leave(address)
  },
  leave(address: string): void {
    destinations.delete(address)
  },
  find(address: string): Destination | undefined {
    return destinations.get(address)
  },
}

/** Where messages go whose address means nothing here any more. */
export function nowhere(path: string): Destination {
  return {
    submit({ operation }, sink) {
      sink.fail(
        new ActorError('down', `${path}.${operation}: there is no such actor any more`, {
          target: path,
          operation,
          reason: { type: 'no-actor' },
        }),
      )
      return refused
    },
  }
}
