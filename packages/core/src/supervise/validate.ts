import type { Clock } from '../clock.ts'
import { ActorError } from '../errors.ts'
import { inWords } from '../in-words.ts'
import type { Backoff } from './backoff.ts'
import type {
  AutoShutdown,
  ChildSpec,
  Limit,
  RestartRule,
  Strategy,
  SupervisorSpec,
} from './spec.ts'

const restartRules: readonly RestartRule[] = ['permanent', 'transient', 'temporary']
const strategies: readonly Strategy[] = ['one-for-one', 'one-for-all', 'rest-for-one', 'dynamic']
const autoShutdowns: readonly AutoShutdown[] = ['never', 'any-significant', 'all-significant']

/**
 * @returns The id, as it is.
 * @throws {ActorError<'invalid-argument'>} It cannot be part of a path.
 */
export function checkId(id: string): string {
  if (typeof id === 'string' && id !== '' && !id.includes('/')) return id
  throw wrong('id', id, 'a text that is not empty and has no "/"')
}

/**
 * @returns The backoff, as it is.
 * @throws {ActorError<'invalid-argument'>} One of what it gives is no number to wait with.
 */
export function checkWaits<B extends Partial<Backoff> | undefined>(id: string, backoff: B): B {
  for (const [name, value] of Object.entries(backoff ?? {})) {
    if (value !== undefined && !isCount(value))
      throw wrong(`${id}.backoff.${name}`, value, 'a finite number, 0 or more')
  }
  return backoff
}

/**
 * @returns The spec, as it is.
 * @throws {ActorError<'invalid-argument'>} It names what is wrong and what would be right.
 */
export function checkChild(spec: ChildSpec): ChildSpec {
  const at = `${spec.id}.`
  oneOf(`${at}restart`, spec.restart, restartRules)
  oneOf(`${at}type`, spec.type, ['worker', 'supervisor'])
  checkBoolean(`${at}significant`, spec.significant)
  if (spec.shutdown !== 'brutal-kill')
    limit(`${at}shutdown`, spec.shutdown, 'milliseconds, 0 included, "infinity" or "brutal-kill"')
  limit(`${at}startTimeout`, spec.startTimeout)
  limit(`${at}zombieAfter`, spec.zombieAfter)
  checkBackoff(at, spec)
  if (spec.significant && spec.restart === 'permanent') {
    throw wrong(
      `${at}significant`,
      true,
      'false: a permanent child never ends for good; make it transient or temporary',
    )
  }
  return spec
}

function checkBackoff(at: string, { backoff }: ChildSpec): void {
  if (backoff.max < backoff.min)
    throw wrong(`${at}backoff.max`, backoff.max, `at least min, which is ${backoff.min}`)
  if (backoff.factor < 1) throw wrong(`${at}backoff.factor`, backoff.factor, '1 or more')
}

/**
 * @returns The spec, as it is.
 * @throws {ActorError<'invalid-argument'>} It names what is wrong and what would be right.
 */
export function checkSupervisor(spec: SupervisorSpec): SupervisorSpec {
  oneOf('strategy', spec.strategy, strategies)
  oneOf('autoShutdown', spec.autoShutdown, autoShutdowns)
  limit('restarts.max', spec.restarts.max, 'a number, 0 included, or "infinity"')
  const { within } = spec.restarts
  if (!isCount(within) || within === 0)
    throw wrong('restarts.within', within, 'milliseconds, finite and more than 0')
  limit('maxChildren', spec.maxChildren)
  limit('maxZombies', spec.maxZombies)
  if (typeof spec.maxStarting !== 'number' || !(spec.maxStarting >= 1))
    throw wrong('maxStarting', spec.maxStarting, '1 or more')
  checkDynamic(spec)
  const ids = new Set<string>()
  for (const child of spec.children) {
    if (ids.has(child.id))
      throw wrong('children', child.id, 'different ids; this one is there twice')
    ids.add(child.id)
    checkFit(child, spec)
  }
  return spec
}

function checkDynamic({ strategy, children, autoShutdown }: SupervisorSpec): void {
  if (strategy !== 'dynamic') return
  if (children.length > 0)
    throw wrong('children', children.length, 'none: a dynamic supervisor starts empty')
  if (autoShutdown !== 'never')
    throw wrong('autoShutdown', autoShutdown, '"never" on a dynamic supervisor')
}

/**
 * Whether a child may join this supervisor.
 *
 * @throws {ActorError<'invalid-argument'>} It is significant, and its supervisor ignores that.
 */
export function checkFit(child: ChildSpec, { autoShutdown }: SupervisorSpec): void {
  if (child.significant && autoShutdown === 'never') {
    throw wrong(`${child.id}.significant`, true, 'false, or set autoShutdown on its supervisor')
  }
}

/**
 * @returns Milliseconds after which something is given up, or no limit.
 * @throws {ActorError<'invalid-argument'>} It is neither.
 */
export function checkTimeout<T extends Limit>(argument: string, value: T): T {
  const isTimeout = value === 'infinity' || (isCount(value) && (value as number) > 0)
  if (isTimeout) return value
  throw wrong(argument, value, 'milliseconds, more than 0, or "infinity"')
}

/**
 * @returns Milliseconds after which an ask fails; `Infinity` for never.
 * @throws {ActorError<'invalid-argument'>} It is no such time.
 */
export function checkDeadline(value: number): number {
  if (typeof value === 'number' && value > 0) return value
  throw wrong('deadline', value, 'milliseconds, more than 0, or Infinity')
}

/**
 * @returns The number of deliveries of one message at most.
 * @throws {ActorError<'invalid-argument'>} It is none.
 */
export function checkDeliveries(value: number): number {
  if (Number.isInteger(value) && value >= 1) return value
  throw wrong('maxDeliveries', value, 'a whole number, 1 or more')
}

/**
 * @returns The options as they are.
 * @throws {ActorError<'invalid-argument'>} There are none.
 */
export function checkOptions<T>(options: T, example: string, argument = 'options'): T {
  if (typeof options === 'object' && options !== null) return options
  throw wrong(argument, options, 'an object, as in ' + example)
}

/**
 * @returns One of those allowed.
 * @throws {ActorError<'invalid-argument'>} It is another.
 */
export function checkOneOf<T extends string>(argument: string, value: T, allowed: readonly T[]): T {
  oneOf(argument, value, allowed)
  return value
}

function oneOf(argument: string, value: unknown, allowed: readonly string[]): void {
  if (!allowed.includes(value as string))
    throw wrong(argument, value, `one of ${allowed.map(inWords).join(', ')}`)
}

/**
 * @returns Milliseconds, 0 included, or no limit.
 * @throws {ActorError<'invalid-argument'>} It is neither.
 */
export function checkLimit<T extends Limit>(argument: string, value: T): T {
  limit(argument, value, 'milliseconds, 0 included, or "infinity"')
  return value
}

function limit(
  argument: string,
  value: unknown,
  hint = 'a number, 0 or more, or "infinity"',
): void {
  if (value !== 'infinity' && !isCount(value)) throw wrong(argument, value, hint)
}

/**
 * @returns Whether it is so.
 * @throws {ActorError<'invalid-argument'>} It is neither true nor false.
 */
export function checkBoolean(argument: string, value: boolean): boolean {
  if (typeof value === 'boolean') return value
  throw wrong(argument, value, 'true or false')
}

/** @throws {ActorError<'invalid-argument'>} It tells no time. */
export function checkClock(clock: Partial<Clock> | null): void {
  if (typeof clock?.now === 'function' && typeof clock.after === 'function') return
  throw wrong('clock', clock, 'one with now() and after(), such as systemClock')
}

function isCount(value: unknown): boolean {
  return Number.isFinite(value) && (value as number) >= 0
}

function wrong(argument: string, value: unknown, hint: string): ActorError {
  return new ActorError(
    'invalid-argument',
    `${argument} is ${inWords(value)}; it must be ${hint}`,
    { argument, hint },
  )
}
