import type { Call } from '../actor/actor.ts'
import type { SendOptions } from '../actor/ref.ts'
import { ActorError } from '../errors.ts'
import { inWords } from '../in-words.ts'
import type { Chain } from '../wire/chain.ts'
import type { Target } from './caller.ts'

/** How a message is sent, and who waits for it where the sender said so. */
export interface Given extends SendOptions {
  readonly chain?: Chain | undefined
}

/** Nothing was said. */
export const none: Given = Object.freeze({})

/**
 * The options of a send. A handler's `call` hands on that its caller gives up, by signal or by
 * deadline, and who waits.
 */
export function given(options?: SendOptions | Call | null): Given {
  if (options === undefined || options === null) return none
  if (!isCall(options)) return options
  return { signal: options.signal, chain: (options as { chain?: Chain }).chain }
}

function isCall(options: SendOptions | Call): options is Call {
  return typeof options.transfer === 'function'
}

/**
 * Refuses a signal that is none, and a deadline that would never pass.
 *
 * @param target For the words of the error.
 */
export function checkGiven(
  target: Pick<Target, 'path' | 'operation'>,
  { signal, deadline }: Given,
): void {
  if (
    signal !== undefined &&
    typeof (signal as Partial<AbortSignal> | null)?.addEventListener !== 'function'
  )
    throw unfit(target, 'signal', signal, 'pass an AbortSignal, such as AbortSignal.timeout(1_000)')
  if (deadline !== undefined && !(typeof deadline === 'number' && deadline >= 0))
    throw unfit(target, 'deadline', deadline, 'pass milliseconds from 0 on, or Infinity for none')
}

function unfit(
  { path, operation }: Pick<Target, 'path' | 'operation'>,
  argument: string,
  value: unknown,
  hint: string,
): ActorError {
  const words = `${path}.${operation}: ${argument} is ${inWords(value)}; ${hint}`
  return new ActorError('invalid-argument', words, { argument, hint })
}
