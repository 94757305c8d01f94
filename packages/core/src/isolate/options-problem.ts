import type { ActorOptions } from '../actor/actor.ts'
import { inWords } from '../in-words.ts'

/** What is wrong with how an actor says that it runs, and what to write. */
export function optionsProblem(options: ActorOptions): string | undefined {
  const { concurrency = 1, delivery = 'at-most-once', maxDeliveries = 3, onFailure } = options
  const wrong = (option: keyof ActorOptions, right: string): string =>
    `its option ${option} is ${inWords(options[option])}; it must be ${right}`
  if (!(typeof concurrency === 'number' && concurrency >= 1))
    return wrong('concurrency', 'a number, 1 or more')
  if (!['at-most-once', 'at-least-once'].includes(delivery))
    return wrong('delivery', '"at-most-once" or "at-least-once"')
  if (!(Number.isInteger(maxDeliveries) && maxDeliveries >= 1))
    return wrong('maxDeliveries', 'a whole number, 1 or more')
  if (onFailure !== undefined && typeof onFailure !== 'function')
    return wrong('onFailure', 'a function: (error) => "restart"')
  return undefined
}
