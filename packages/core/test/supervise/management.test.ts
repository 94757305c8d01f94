import { describe, expect, test } from 'vitest'
import type { ErrorCode } from '../../src/errors.ts'
import type { Outcome, Refusal } from '../../src/supervise/events.ts'
import { refusalError } from '../../src/supervise/refusal.ts'
import { completeChild, completeSupervisor } from '../../src/supervise/spec.ts'
import { listChildren } from '../../src/supervise/status.ts'
import { checkFit } from '../../src/supervise/validate.ts'
import { Simulation } from './simulation.ts'

const done: Outcome = { type: 'done' }
const started = (incarnation: number): Outcome => ({ type: 'started', incarnation })
const refused = (refusal: Refusal): Outcome => ({ type: 'refused', refusal })

describe('H: management', () => {
  test('S103 start-child on an id that is there', () => {
    const sut = Simulation.up({ children: ['a', { id: 'b', script: { stopsIn: 5 } }] })
    expect(sut.startChild({ id: 'a' })()).toEqual(refused('already-started'))
    sut.stopChild('a')
    expect(sut.startChild({ id: 'a' })()).toEqual(refused('already-present'))
    sut.stopChild('b')
    expect(sut.startChild({ id: 'b' })()).toEqual(refused('already-started'))
  })

  test('S104 stop-child waits for the end, may come again, and knows whom it does not know', () => {
    const sut = Simulation.up({ children: [{ id: 'a', script: { stopsIn: 10 } }] })
    const [first, second] = [sut.stopChild('a'), sut.stopChild('a')]
    expect([first(), second(), sut.status]).toEqual([undefined, undefined, 'a stopping'])
    sut.advance(10)
    expect([first(), second(), sut.stopChild('a')()]).toEqual([done, done, done])
    expect(sut.look()).toEqual(['stop a#1', 'down a#1', 'closed a'])
    expect(sut.stopChild('x')()).toEqual(refused('not-found'))
  })

  test('S105 restart-child', () => {
    const sut = Simulation.up({ children: ['a', { id: 'b', script: { stopsIn: 5 } }] })
    expect(sut.restartChild('a')()).toEqual(refused('running'))
    sut.stopChild('b')
    expect(sut.restartChild('b')()).toEqual(refused('running'))
    sut.stopChild('a')
    expect(sut.restartChild('a')()).toEqual(started(2))
    expect(sut.restartChild('x')()).toEqual(refused('not-found'))
  })

  test('S106 delete-child', () => {
    const sut = Simulation.up({ children: ['a'] })
    expect(sut.deleteChild('a')()).toEqual(refused('running'))
    sut.stopChild('a')
    expect(sut.deleteChild('a')()).toEqual(done)
    expect(sut.deleteChild('a')()).toEqual(refused('not-found'))
    expect([sut.status, sut.counts]).toEqual(['', [0, 0, 0, 0]])
    expect(sut.look()).toEqual(['stop a#1', 'down a#1', 'closed a', 'forgotten a'])
  })

  test('S107 who is over, or ends, or has not begun, refuses at once', () => {
    const over = Simulation.up()
    over.stop()
    const ending = Simulation.up({ children: [{ id: 'a', script: { stop: 'never' } }] })
    ending.stop()
    for (const sut of [over, ending, new Simulation()]) {
      const answers = [
        sut.startChild({ id: 'n' }),
        sut.stopChild('a'),
        sut.restartChild('a'),
        sut.deleteChild('a'),
      ]
      expect(answers.map((answer) => answer())).toEqual(Array(4).fill(refused('stopping')))
    }
  })

  test('S107 requests that wait when the supervisor ends are answered', () => {
    const sut = Simulation.up({ strategy: 'dynamic' })
    const starting = sut.startChild({ id: 'a' }, { start: 'never', stopsIn: 10 })
    sut.startChild({ id: 'b' }, { stopsIn: 20 })
    const stopping = sut.stopChild('b')
    sut.stop()
    expect([starting(), stopping()]).toEqual([refused('stopping'), undefined])
    sut.advance(20)
    expect(stopping()).toEqual(done)
  })

  test('a start that is stopped before it is up is told so', () => {
    const sut = Simulation.up()
    const start = sut.startChild({ id: 'a' }, { start: 'never' })
    expect([sut.stopChild('a')(), start(), sut.status]).toEqual([
      done,
      refused('stopped'),
      'a stopped',
    ])
  })

  test('S108 S109 a dynamic supervisor forgets what is stopped, and restarts nobody by hand', () => {
    const sut = Simulation.up({ strategy: 'dynamic' })
    sut.startChild({ id: 'a' })
    expect(sut.restartChild('a')()).toEqual(refused('unsupported'))
    expect(sut.deleteChild('a')()).toEqual(refused('unsupported'))
    expect(sut.stopChild('a')()).toEqual(done)
    expect(sut.stopChild('a')()).toEqual(refused('not-found'))
    expect(sut.look().slice(-3)).toEqual(['down a#1', 'closed a', 'forgotten a'])
  })

  test('S110 counts', () => {
    const sut = Simulation.up({ strategy: 'dynamic', maxStarting: 2_000 })
    for (let index = 0; index < 1_000; index += 1) {
      sut.startChild({ id: `c${index}`, type: index % 4 === 0 ? 'supervisor' : 'worker' })
    }
    expect(sut.counts).toEqual([1_000, 1_000, 250, 750])
    for (let index = 0; index < 1_000; index += 1) sut.stopChild(`c${index}`)
    expect(sut.counts).toEqual([0, 0, 0, 0])
  })

  test('S111 the list of children', () => {
    const sut = Simulation.up({ children: ['a', 'b', { id: 'c', type: 'supervisor' }] })
    sut.exit('a')
    sut.exit('a')
    sut.stopChild('b')
    expect(listChildren(sut.state)).toEqual([
      { id: 'a', type: 'worker', status: 'restarting' },
      { id: 'b', type: 'worker', status: 'stopped' },
      { id: 'c', type: 'supervisor', status: 'running', incarnation: 1 },
    ])
  })

  test('S112 a supervisor that starts anew has the children of its spec, and no others', () => {
    const inner = { children: ['a', 'b'] }
    const sut = Simulation.up({
      children: [{ id: 'inner', type: 'supervisor', script: { inner } }],
    })
    const first = sut.inner('inner')
    first.startChild({ id: 'c' })
    first.stopChild('b')
    first.deleteChild('b')
    expect(first.status).toBe('a running, c running')
    sut.exit('inner')
    expect(sut.inner('inner').status).toBe('a running, b running')
    first.look()
    first.stop()
    expect(first.look()).toEqual(expect.arrayContaining(['closed a', 'closed c', 'forgotten c']))
    expect(first.trace).not.toContain('forgotten a')
  })

  test('S113 of many calls with one id, one succeeds', () => {
    const sut = Simulation.up()
    const calls = Array.from({ length: 100 }, () => sut.startChild({ id: 'a' }, { startsIn: 5 }))
    sut.advance(5)
    const outcomes = calls.map((outcome) => outcome()!.type)
    expect(outcomes.filter((type) => type === 'started')).toHaveLength(1)
    expect(outcomes.filter((type) => type === 'refused')).toHaveLength(99)
    expect(sut.living).toBe('a#1')
  })

  test('S114 what a call adds while a group restarts takes its turn after it', () => {
    const sut = Simulation.up({
      strategy: 'rest-for-one',
      children: ['a', { id: 'b', script: { startsIn: 500 } }],
    })
    sut.advance(500)
    sut.exit('a')
    const outcome = sut.startChild({ id: 'c' })
    expect([outcome(), sut.status]).toEqual([undefined, 'a running, b restarting, c starting'])
    sut.advance(500)
    expect(outcome()).toEqual(started(1))
  })

  test('S116 a spec may change between events: rules hold from then on, children go on', () => {
    const sut = Simulation.up({ children: ['a', 'b'] })
    sut.spec = { ...sut.spec, strategy: 'one-for-all', restarts: { max: 0, within: 1 } }
    expect(sut.living).toBe('a#1 b#1')
    sut.exit('a')
    expect(sut.reason?.type).toBe('gave-up')
  })

  const down = (target: string) => ({ target, reason: { type: 'shutdown' } })
  test.each<[Refusal, ErrorCode, string, object]>([
    [
      'already-started',
      'name-taken',
      'a child of this id is there; take another id, or stop it first',
      { name: 'a', owner: 'app/a' },
    ],
    [
      'already-present',
      'name-taken',
      'a child of this id is there; restart it, or delete it first',
      { name: 'a', owner: 'app/a' },
    ],
    [
      'running',
      'invalid-argument',
      'it runs; stop it first',
      { argument: 'id', hint: 'stop it first' },
    ],
    [
      'restarting',
      'invalid-argument',
      'it is being restarted; stop it first if it should not come back',
      { argument: 'id', hint: 'stop it first if it should not come back' },
    ],
    [
      'not-found',
      'invalid-argument',
      'there is no such child; list the children to see which there are',
      { argument: 'id', hint: 'list the children to see which there are' },
    ],
    [
      'unsupported',
      'unsupported',
      'a dynamic supervisor forgets what is stopped; start a new child',
      { feature: 'restart-child and delete-child', kind: 'dynamic' },
    ],
    [
      'max-children',
      'overflow',
      'app has 3 children and takes no more; stop one, or raise maxChildren',
      { target: 'app', operation: 'start-child', capacity: 3, policy: 'reject' },
    ],
    ['stopped', 'down', 'app/a was told to stop', down('app/a')],
    ['stopping', 'down', 'app was told to stop', down('app')],
  ])(
    'refusalError() %s is %s and says of whom, why, and what to do',
    (refusal, code, words, details) => {
      const error = refusalError(completeSupervisor({ path: 'app', maxChildren: 3 }), 'a', refusal)
      expect(error).toMatchObject({ code, message: `app/a: ${words}`, details })
    },
  )

  test('S091 a significant child does not fit where nobody looks at it', () => {
    const child = completeChild({ id: 'a', restart: 'transient', significant: true })
    expect(() => checkFit(child, completeSupervisor({ path: 'app' }))).toThrow('a.significant')
    checkFit(child, completeSupervisor({ path: 'app', autoShutdown: 'all-significant' }))
  })
})

describe('I: dynamic supervisors', () => {
  test.each([0, 2])('S117 no more than maxChildren (%i)', (maxChildren) => {
    const sut = Simulation.up({ strategy: 'dynamic', maxChildren })
    for (let index = 0; index < maxChildren; index += 1) sut.startChild({ id: `c${index}` })
    expect(sut.startChild({ id: 'more' })()).toEqual(refused('max-children'))
    expect(sut.counts).toEqual([maxChildren, maxChildren, 0, maxChildren])
  })

  test('S118 a child that restarts keeps its place', () => {
    const sut = Simulation.up({ strategy: 'dynamic', maxChildren: 1 })
    sut.startChild({ id: 'a' })
    sut.exit('a')
    expect(sut.startChild({ id: 'b' })()).toEqual(refused('max-children'))
    sut.exit('a')
    expect(sut.child('a').life).toBe('backing-off')
    expect(sut.startChild({ id: 'b' })()).toEqual(refused('max-children'))
  })

  test('S119 a lower limit kills nobody and refuses new ones', () => {
    const sut = Simulation.up({ strategy: 'dynamic' })
    for (const id of ['a', 'b']) sut.startChild({ id })
    sut.spec = { ...sut.spec, maxChildren: 1 }
    expect(sut.startChild({ id: 'c' })()).toEqual(refused('max-children'))
    expect(sut.living).toBe('a#1 b#1')
  })
})
