import { describe, expect, test } from 'vitest'
import { ActorError } from '../../src/errors.ts'
import { completeChild, completeSupervisor } from '../../src/supervise/spec.ts'
import { checkDeadline, checkDeliveries, checkTimeout } from '../../src/supervise/validate.ts'

describe('A: specifications', () => {
  test('S009 the defaults', () => {
    expect(completeChild({ id: 'a' })).toEqual({
      id: 'a',
      restart: 'permanent',
      shutdown: 5_000,
      type: 'worker',
      significant: false,
      backoff: { immediate: 1, min: 100, max: 10_000, factor: 2, jitter: 0.2, resetAfter: 5_050 },
      startTimeout: 30_000,
      zombieAfter: 10_000,
    })
    const inner = completeChild({ id: 'a', type: 'supervisor' })
    expect([inner.shutdown, inner.startTimeout]).toEqual(['infinity', 'infinity'])
    expect(completeSupervisor({ path: 'app' })).toEqual({
      path: 'app',
      strategy: 'one-for-one',
      restarts: { max: 3, within: 5_000 },
      autoShutdown: 'never',
      maxChildren: 'infinity',
      maxStarting: 8,
      maxZombies: 2,
      children: [],
    })
  })

  const refused = (make: () => unknown): string => {
    try {
      make()
    } catch (error) {
      if (!ActorError.is(error, 'invalid-argument')) throw error
      const { argument, hint } = error.details
      expect(error.message).toMatch(new RegExp(`^${argument} is `))
      expect(error.message.split('; it must be ')[1]).toBe(hint)
      return error.message
    }
    return 'accepted'
  }
  const child = (options: object): string => refused(() => completeChild({ id: 'a', ...options }))
  const supervisor = (options: object): string =>
    refused(() => completeSupervisor({ path: 'app', ...options }))

  test.each([
    [undefined, 'undefined'],
    ['', '""'],
    ['a/b', '"a/b"'],
    [7, '7'],
    [Symbol('a'), 'Symbol(a)'],
  ])('S010 a child needs an id, and %o is none', (id, words) => {
    expect(child({ id })).toBe(`id is ${words}; it must be a text that is not empty and has no "/"`)
  })

  test('S010 unknown keys do no harm', () => {
    expect(child({ colour: 'red' })).toBe('accepted')
  })

  test.each([
    [
      { restart: 'prmanent' },
      'a.restart is "prmanent"; it must be one of "permanent", "transient", "temporary"',
    ],
    [
      { shutdown: -10 },
      'a.shutdown is -10; it must be milliseconds, 0 included, "infinity" or "brutal-kill"',
    ],
    [
      { shutdown: Number.NaN },
      'a.shutdown is NaN; it must be milliseconds, 0 included, "infinity" or "brutal-kill"',
    ],
    [
      { shutdown: 'soon' },
      'a.shutdown is "soon"; it must be milliseconds, 0 included, "infinity" or "brutal-kill"',
    ],
    [{ type: 'wrker' }, 'a.type is "wrker"; it must be one of "worker", "supervisor"'],
    [{ significant: 'maybe' }, 'a.significant is "maybe"; it must be true or false'],
    [
      { significant: true },
      'a.significant is true; it must be false: a permanent child never ends for good; make it transient or temporary',
    ],
    [{ startTimeout: -1 }, 'a.startTimeout is -1; it must be a number, 0 or more, or "infinity"'],
    [
      { zombieAfter: 'never' },
      'a.zombieAfter is "never"; it must be a number, 0 or more, or "infinity"',
    ],
    [{ backoff: { min: -1 } }, 'a.backoff.min is -1; it must be a finite number, 0 or more'],
    [
      { backoff: { max: Infinity } },
      'a.backoff.max is Infinity; it must be a finite number, 0 or more',
    ],
    [{ backoff: { min: 5n } }, 'a.backoff.min is 5n; it must be a finite number, 0 or more'],
    [
      { backoff: { jitter: Symbol('j') } },
      'a.backoff.jitter is Symbol(j); it must be a finite number, 0 or more',
    ],
    [{ backoff: { min: 5, max: 4 } }, 'a.backoff.max is 4; it must be at least min, which is 5'],
    [{ backoff: { factor: 0.5 } }, 'a.backoff.factor is 0.5; it must be 1 or more'],
    [{ backoff: { min: 5, max: 5, factor: 1 } }, 'accepted'],
    [{ startTimeout: 0, zombieAfter: 0, shutdown: 0 }, 'accepted'],
    [{ startTimeout: 'infinity', zombieAfter: 'infinity' }, 'accepted'],
  ])('S011 %o: %s', (options, words) => {
    expect(child(options)).toBe(words)
  })

  test('S011 S076 S091 S092 S102 the whole grid is accepted or refused by rule', () => {
    for (const strategy of ['one-for-one', 'one-for-all', 'rest-for-one', 'dynamic'])
      for (const autoShutdown of ['never', 'any-significant', 'all-significant'])
        for (const restart of ['permanent', 'transient', 'temporary'])
          for (const shutdown of [0, 5_000, 'infinity', 'brutal-kill'])
            for (const type of ['worker', 'supervisor'])
              for (const significant of [true, false]) {
                const fits = !significant || (restart !== 'permanent' && autoShutdown !== 'never')
                const children = [{ id: 'a', restart, shutdown, type, significant }]
                const isRight = strategy === 'dynamic' ? false : fits
                expect(supervisor({ strategy, autoShutdown, children }) === 'accepted').toBe(
                  isRight,
                )
              }
  })

  test.each([
    [
      { strategy: 'some-for-some' },
      'strategy is "some-for-some"; it must be one of "one-for-one", "one-for-all", "rest-for-one", "dynamic"',
    ],
    [
      { restarts: { max: -1, within: 1 } },
      'restarts.max is -1; it must be a number, 0 included, or "infinity"',
    ],
    [
      { restarts: { max: Infinity, within: 1 } },
      'restarts.max is Infinity; it must be a number, 0 included, or "infinity"',
    ],
    [
      { restarts: { max: 1, within: 0 } },
      'restarts.within is 0; it must be milliseconds, finite and more than 0',
    ],
    [
      { restarts: { max: 1, within: Infinity } },
      'restarts.within is Infinity; it must be milliseconds, finite and more than 0',
    ],
    [{ maxChildren: -1 }, 'maxChildren is -1; it must be a number, 0 or more, or "infinity"'],
    [{ maxZombies: -1 }, 'maxZombies is -1; it must be a number, 0 or more, or "infinity"'],
    [{ maxStarting: 0 }, 'maxStarting is 0; it must be 1 or more'],
    [
      { autoShutdown: 'sometimes' },
      'autoShutdown is "sometimes"; it must be one of "never", "any-significant", "all-significant"',
    ],
    [
      { strategy: 'dynamic', autoShutdown: 'any-significant' },
      'autoShutdown is "any-significant"; it must be "never" on a dynamic supervisor',
    ],
    [{ restarts: { max: 0, within: 1 }, maxStarting: 1, maxChildren: 0 }, 'accepted'],
  ])('S012 S102 %o: %s', (options, words) => {
    expect(supervisor(options)).toBe(words)
  })

  test('S013 S018 two children of one id, or any of a dynamic supervisor, are refused', () => {
    expect(supervisor({ children: [{ id: 'a' }, { id: 'b' }, { id: 'a' }] })).toBe(
      'children is "a"; it must be different ids; this one is there twice',
    )
    expect(supervisor({ strategy: 'dynamic', children: [{ id: 'a' }] })).toBe(
      'children is 1; it must be none: a dynamic supervisor starts empty',
    )
  })

  test('S091 a significant child is refused where nobody looks at it', () => {
    const children = [{ id: 'a', restart: 'transient', significant: true }]
    expect(supervisor({ children })).toBe(
      'a.significant is true; it must be false, or set autoShutdown on its supervisor',
    )
  })

  const timeout = 'it must be milliseconds, more than 0, or'

  test.each([1, 0.5, 'infinity'] as const)('checkTimeout() takes %s', (value) => {
    expect(checkTimeout('stallTimeout', value)).toBe(value)
  })

  test.each([0, -1, NaN, Infinity, 'soon', null])('checkTimeout() refuses %s', (value) => {
    expect(refused(() => checkTimeout('stallTimeout', value as 1))).toMatch(`${timeout} "infinity"`)
  })

  test.each([1, 0.5, Infinity])('checkDeadline() takes %s', (value) => {
    expect(checkDeadline(value)).toBe(value)
  })

  test.each([0, -1, NaN, '5', null])('checkDeadline() refuses %s', (value) => {
    expect(refused(() => checkDeadline(value as number))).toMatch(`${timeout} Infinity`)
  })

  test('checkDeliveries() takes whole numbers from 1', () => {
    expect([checkDeliveries(1), checkDeliveries(7)]).toEqual([1, 7])
    for (const value of [0, 1.5, NaN, Infinity])
      expect(refused(() => checkDeliveries(value))).toBe(
        `maxDeliveries is ${value}; it must be a whole number, 1 or more`,
      )
  })
})
