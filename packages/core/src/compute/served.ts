import { type Actor, actor, type Call } from '../actor/actor.ts'
import { inWords, isClass } from '../in-words.ts'
import { ask, protocol } from '../protocol/protocol.ts'

/** What a module with a bare function as its default export is served as. */
export const Compute = protocol('compute', { run: ask<unknown, unknown>() })

/** A function that `compute()` runs. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any input fits here
export type Computation = (input: any, call: Call) => unknown

/** What an isolate can serve: an actor, a function for `compute()`, or a module with one of them. */
export type Served = Actor | Computation | { readonly default: Actor | Computation }

/** The actor that is served, if it is one: itself, or as the default export of a module. */
export function asActor(given: unknown): Actor | undefined {
  const served = servedIn(given)
  if (typeof served === 'function') {
    if (isClass(served)) return undefined
    const run = served as (input: unknown, call: unknown) => unknown
    return actor(Compute, () => ({ run: (input, call) => run(input, call) })) as Actor
  }
  const { protocol: spoken, setup } = (served ?? {}) as Partial<Actor>
  const isActor = typeof spoken?.fingerprint === 'string' && typeof setup === 'function'
  return isActor ? (served as Actor) : undefined
}

/** What is there instead of an actor, in words. */
export function describeServed(given: unknown): string {
  if (isModule(given) && !('default' in given)) {
    const names = Object.keys(given)
    return names.length === 0
      ? 'its module exports nothing'
      : `its module exports ${names.join(', ')}, but nothing as its default`
  }
  const what = hasDefault(given) ? 'the default export of its module' : 'what it serves'
  return `${what} is ${inWords(servedIn(given))} and no actor`
}

/** A module that was compiled to CommonJS hides its default export one level deeper. */
function servedIn(given: unknown): unknown {
  const served = hasDefault(given) ? given.default : given
  return hasDefault(served) ? served.default : served
}

function hasDefault(value: unknown): value is { readonly default: unknown } {
  return typeof value === 'object' && value !== null && 'default' in value
}

function isModule(value: unknown): value is object {
  return Object.prototype.toString.call(value) === '[object Module]'
}
