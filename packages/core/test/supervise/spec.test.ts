import { describe, expect, test } from 'vitest'
import { ActorError } from '../../src/errors.ts'
import { completeChild, completeSupervisor } from '../../src/supervise/spec.ts'

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
      if (ActorError.is(error, 'invalid-argument')) return error.details.argument
      throw error
    }
    return 'accepted'
  }
  const child = (options: object): string => refused(() => completeChild({ id: 'a', ...options }))
  const supervisor = (options: object): string =>
    refused(() => completeSupervisor({ path: 'app', ...options }))

  test('S010 a child needs an id; unknown keys do no harm', () => {
    expect([child({ id: undefined }), child({ id: '' }), child({ id: 'a/b' })]).toEqual([
      'id',
      'id',
      'id',
    ])
    expect(child({ colour: 'red' })).toBe('accepted')
  })

  test.each([
    [{ restart: 'prmanent' }, 'a.restart'],
    [{ shutdown: -10 }, 'a.shutdown'],
    [{ shutdown: Number.NaN }, 'a.shutdown'],
    [{ shutdown: 'soon' }, 'a.shutdown'],
    [{ type: 'wrker' }, 'a.type'],
    [{ significant: 'maybe' }, 'a.significant'],
    [{ startTimeout: -1 }, 'a.startTimeout'],
    [{ zombieAfter: 'never' }, 'a.zombieAfter'],
    [{ backoff: { min: -1 } }, 'a.backoff.min'],
    [{ backoff: { min: 5, max: 4 } }, 'a.backoff.max'],
    [{ backoff: { factor: 0.5 } }, 'a.backoff.factor'],
  ])('S011 %o is refused as %s', (options, argument) => {
    expect(child(options)).toBe(argument)
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
    [{ strategy: 'some-for-some' }, 'strategy'],
    [{ restarts: { max: -1, within: 1 } }, 'restarts.max'],
    [{ restarts: { max: Infinity, within: 1 } }, 'restarts.max'],
    [{ restarts: { max: 1, within: 0 } }, 'restarts.within'],
    [{ restarts: { max: 1, within: Infinity } }, 'restarts.within'],
    [{ maxChildren: -1 }, 'maxChildren'],
    [{ maxStarting: 0 }, 'maxStarting'],
    [{ autoShutdown: 'sometimes' }, 'autoShutdown'],
    [{ strategy: 'dynamic', autoShutdown: 'any-significant' }, 'autoShutdown'],
    [{ restarts: { max: 0, within: 1 } }, 'accepted'],
  ])('S012 S102 %o: %s', (options, argument) => {
    expect(supervisor(options)).toBe(argument)
  })

  test('S013 S018 two children of one id, or any of a dynamic supervisor, are refused', () => {
    expect(supervisor({ children: [{ id: 'a' }, { id: 'b' }, { id: 'a' }] })).toBe('children')
    expect(supervisor({ strategy: 'dynamic', children: [{ id: 'a' }] })).toBe('children')
  })
})
