import { ActorError } from '../errors.ts'
import { decode, encode, type RefResolver } from '../wire/codec.ts'
import type { Destination, Down, Sink, Submission } from '../wire/destination.ts'
import type { Link } from '../wire/link.ts'
import type { RefData } from '../wire/ref-codec.ts'
import { systemAddress, unwatched } from './services.ts'

/** Ends of lives are few: nobody has to ask for each. */
const plenty = 2 ** 31

/** The way to an actor behind a link. */
export function remote(link: Link, { address, path }: RefData, refs: RefResolver): Destination {
  return {
    submit: (request, sink) => link.call(address, request, sink, path),
    watch(watcher) {
      let watching = true
      let over = false
      const tell = (down: Down): void => {
        over = down.final
        if (watching) watcher(down)
      }
      const submission = request(
        link,
        'watch',
        { address, path },
        {
          item: (down) => tell(decode(down, refs) as Down),
          fail: (error) =>
            over || tell({ path, reason: reasonOf(error), incarnation: 0, final: true }),
        },
      )
      return () => {
        watching = false
        submission.cancel(unwatched(path))
      }
    },
  }
}

/** The actor's whole surroundings are gone, and it with them. */
function reasonOf(error: ActorError): Down['reason'] {
  return ActorError.is(error, 'down') ? error.details.reason : { type: 'vanished' }
}

/** Asks the app for the ref at a path of its tree. */
export function requestLookup(link: Link, path: string, refs: RefResolver): Promise<unknown> {
  return new Promise((resolve, reject) => {
    request(link, 'lookup', path, {
      reply: (payload) => resolve(decode(payload, refs)),
      fail: reject,
    })
  })
}

/**
 * Tells the app what happens in the part of the tree that is in here.
 *
 * @param heard Called when the app knows it, or will not any more.
 */
export function report(
  link: Link,
  operation: 'enter' | 'leave' | 'tell',
  message: unknown,
  heard: () => void = () => {},
): void {
  request(link, operation, message, { reply: heard, fail: heard })
}

function request(link: Link, operation: string, message: unknown, sink: Partial<Sink>): Submission {
  const kind = operation === 'watch' ? 'stream' : operation === 'lookup' ? 'ask' : 'tell'
  const payload = encode(message)
  const credit = kind === 'stream' ? plenty : 0
  return link.call(
    systemAddress,
    { kind, operation, payload, credit, redelivered: 0, patient: false },
    { reply() {}, item() {}, end() {}, fail() {}, inputCredit() {}, ...sink },
  )
}
