import type { Call } from '../actor/actor.ts'
import type { SendOptions } from '../actor/ref.ts'
import type { Chain } from '../wire/chain.ts'

/** How a message is sent, and who waits for it where the sender said so. */
export interface Given extends SendOptions {
  readonly chain?: Chain | undefined
}

/**
 * The options of a send. A handler's `call` hands on that its caller gives up, by signal or by
 * deadline, and who waits.
 */
export function given(options: SendOptions | Call = {}): Given {
  if (!isCall(options)) return options
  return { signal: options.signal, chain: (options as { chain?: Chain }).chain }
}

function isCall(options: SendOptions | Call): options is Call {
  return typeof options.transfer === 'function'
}
