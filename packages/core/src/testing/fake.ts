import type { Behaviour } from '../actor/actor.ts'
import { actor } from '../actor/actor.ts'
import { RunningBehaviour } from '../actor/behaviour.ts'
import { createRef, refResolver } from '../actor/create-ref.ts'
import { directory, nowhere } from '../actor/directory.ts'
import type { ActorRef } from '../actor/ref.ts'
import { type Clock, systemClock } from '../clock.ts'
import { nativeGate } from '../isolate/native.ts'
import type { Operations, Protocol } from '../protocol/protocol.ts'

/** What a fake goes by; all optional. */
export interface FakeOptions {
  /** Default: `fake/` and the protocol's name. */
  readonly path?: string
  /** Default: the runtime's clock. */
  readonly clock?: Clock
}

let count = 0

/**
 * A ref to handlers in the test itself: no isolate, the same encoding, the same errors, one message
 * at a time.
 *
 * @example
 * ```ts
 * import { ask, protocol } from '@troupe/core'
 * import { fake } from '@troupe/core/testing'
 *
 * const Ocr = protocol('ocr', { read: ask<{ image: Uint8Array }, string>() })
 * const ocr = fake(Ocr, { read: ({ image }) => `${image.length} bytes` })
 * await ocr.ask.read({ image: new Uint8Array(3) }) // => '3 bytes'
 * ```
 */
export function fake<Ops extends Operations, Options>(
  protocol: Protocol<Ops, Options>,
  handlers: Behaviour<Ops>,
  { path = `fake/${protocol.name}`, clock = systemClock }: FakeOptions = {},
): ActorRef<Protocol<Ops, Options>> {
  const base = { clock, deadline: Infinity }
  const refs = refResolver(({ address, path: to }) => directory.find(address) ?? nowhere(to), base)
  const address = `fake-${++count}`
  const running = new RunningBehaviour(
    actor(protocol, () => handlers) as never,
    handlers as never,
    {
      path,
      refs,
      native: nativeGate(undefined),
      heartbeat() {},
      failed() {},
    },
  )
  directory.enter(address, running)
  return createRef({ protocol, address, path }, running, { ...base, refs })
}
