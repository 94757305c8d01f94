import { directory } from '../actor/directory.ts'
import type { ActorRef } from '../actor/ref.ts'
import { lives } from '../actor/watch.ts'
import { ActorError } from '../errors.ts'
import type { News } from '../inspect.ts'
import { decode, encode, type RefResolver } from '../wire/codec.ts'
import {
  type Destination,
  type Down,
  refused,
  type Sink,
  type Submission,
} from '../wire/destination.ts'
import type { RefData } from '../wire/ref-codec.ts'
import { encodeReason } from './encode-reason.ts'

/** The address at which a side of a link serves what concerns the tree and no single actor. */
export const systemAddress = 'system'

/** What the app does for an isolate that holds a part of its tree. */
export interface TreeServices {
  lookup(path: string): ActorRef | undefined
  /** An actor lives inside now. */
  enter(data: RefData): void
  leave(data: Pick<RefData, 'address'>): void
  tell(news: News): void
}

/** Serves one side of a link. Either side can watch actors behind the other. */
export function serve(refs: RefResolver, tree?: TreeServices): Destination {
  return {
    submit({ operation, payload }, sink) {
      const message = decode(payload, refs)
      if (operation === 'watch') return serveWatch(message as RefData, sink)
      sink.reply(encode(answer(tree, operation, message)))
      return accepted
    },
  }
}

const accepted: Submission = { ...refused, accepted: true }

function answer(tree: TreeServices | undefined, operation: string, message: unknown): unknown {
  switch (operation) {
    case 'lookup':
      return tree?.lookup(message as string)
    case 'enter':
      return tree?.enter(message as RefData)
    case 'leave':
      return tree?.leave(message as RefData)
    case 'tell':
      return tree?.tell(message as News)
  }
}

function serveWatch({ address, path }: RefData, sink: Sink): Submission {
  const watcher = (down: Down): void => {
    sink.item(encodeReason(down.reason, (reason) => ({ ...down, reason })))
  }
  const forgotten = (): void => sink.end()
  const elsewhere = lives.has(address) ? undefined : directory.find(address)
  const end = elsewhere?.watch?.(watcher) ?? lives.watch(address, path, watcher, forgotten)
  return {
    ...accepted,
    cancel(reason) {
      end()
      sink.fail(reason)
    },
  }
}

/** The watch was ended by its own watcher. */
export function unwatched(path: string): ActorError {
  return new ActorError('cancelled', `${path} is watched no more`, {
    target: path,
    operation: 'watch',
  })
}
