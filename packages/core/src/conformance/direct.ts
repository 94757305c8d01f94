import { describe, expect, it } from 'vitest'
import { numbers, type Pair, pair, warmUp } from './pair.ts'
import { sharedNow } from './shared-now.ts'
import { needs, needsPeer, rejection, type Subject } from './subject.ts'

/** Keeps this script busy for so many milliseconds; returns from when to when. */
function keepBusy(milliseconds: number): { from: number; to: number } {
  const from = sharedNow()
  while (sharedNow() < from + milliseconds);
  return { from, to: sharedNow() }
}

/** Each value began at most once and in order, and its ask ended as `inspect` tells. */
async function expectEachOnce(
  it: Pair,
  values: readonly unknown[],
  ends: readonly unknown[],
): Promise<void> {
  // Behind this answer, all that was logged has come.
  await it.callee.ask.entered()
  const begun = it.begun()
  expect(begun).toEqual(values.filter((value) => begun.includes(value)))
  for (const [index, end] of ends.entries()) {
    if (end === values[index]) expect(begun).toContain(end)
    else expect(end).toBe('down')
  }
  expect(it.ends()).toHaveLength(values.length)
}

/** Isolates that ask each other: the same promises, whether the app carries it or a channel does. */
export function describeDirect(subject: Subject): void {
  describe('direct', () => {
    it('what one isolate asks another begins in order, from the first ask on', async (context) => {
      await using it = await pair(context, subject, false)
      const { caller, callee } = it
      const values = numbers(400)
      expect(await caller.ask.askAll({ to: callee, values, perTurn: 7 })).toEqual(values)
      expect(await callee.ask.entered()).toEqual(values)
      expect(it.ends()).toEqual(values.map(() => 'replied'))
    })

    it('two isolates ask each other while the app is blocked', async (context) => {
      needs(context, needsPeer(context, subject), 'channels')
      await using it = await pair(context, subject)
      const { caller, callee } = it
      const begun = callee.ask.entered()
      const asking = caller.ask.keepAsking({ to: callee, milliseconds: 1_500 })
      await begun
      const { from, to } = keepBusy(700)
      const within = (await asking).filter(([asked, answered]) => asked > from && answered < to)
      expect(within.length).toBeGreaterThan(1)
    })

    it('both ask the other, one after the other', async (context) => {
      await using it = await pair(context, subject)
      const { caller, callee } = it
      await warmUp(callee, caller)
      const values = numbers(100)
      expect(await callee.ask.askAll({ to: caller, values })).toEqual(values)
      expect(await caller.ask.askAll({ to: callee, values })).toEqual(values)
    })

    it('who asks back whoever waits for it is refused at once', async (context) => {
      await using it = await pair(context, subject)
      const { caller, callee } = it
      await warmUp(callee, caller)
      const error = await rejection(caller.ask.askBack({ to: callee, back: caller }))
      expect(error).toMatchObject({ code: 'cycle' })
      expect(await caller.ask.askInTurn({ to: callee, values: [1] })).toEqual([1])
    })

    it('an ask that is given up while it waits never begins', async (context) => {
      await using it = await pair(context, subject)
      const { caller, callee } = it
      const given = { to: callee, value: 'given up', after: 'first' }
      expect(await caller.ask.giveUp(given)).toBe('cancelled')
      expect(await caller.ask.askInTurn({ to: callee, values: ['last'] })).toEqual(['last'])
      await callee.ask.entered()
      expect(it.begun()).toEqual(['first', 'last'])
      expect(it.ends().sort()).toEqual(['failed', 'replied', 'replied'])
    })

    it('a stream makes no more than its reader has room for', async (context) => {
      await using it = await pair(context, subject)
      const { items, made } = await it.caller.ask.read({ from: it.callee, items: 20 })
      expect(items).toEqual(numbers(20))
      expect(made).toBeLessThan(200)
    })

    describeEnds(subject)
  })
}

function describeEnds(subject: Subject): void {
  it.for(['fatal', 'exit'] as const)(
    'a callee that dies (%s) fails what is in its work, begins nothing twice, and goes on',
    async (how, context) => {
      if (how === 'exit') needs(context, needsPeer(context, subject), 'surviveExit')
      await using it = await pair(context, subject)
      const { caller, callee } = it
      const values = numbers(300)
      const given = { to: callee, values, perTurn: 20, dieAt: 50, how }
      const ends = await caller.ask.askAll(given)
      const expected = how === 'fatal' ? ends.with(50, 'down') : ends
      expect(ends[50]).toBe(how === 'fatal' ? 'thrown' : 'down')
      expect(ends.slice(100)).toEqual(values.slice(100))
      await expectEachOnce(it, values, expected)
      expect(await caller.ask.askAll({ to: callee, values: ['on'] })).toEqual(['on'])
    },
  )

  it('a callee that is killed in a loop fails that, begins nothing twice, and goes on', async (context) => {
    needs(context, needsPeer(context, subject), 'preempt')
    await using it = await pair(context, subject)
    const { app, caller, callee } = it
    const values = numbers(100)
    const asking = caller.ask.askAll({ to: callee, values, dieAt: 50, how: 'loop' })
    await it.until(() => it.begun().includes(50))
    app.kill(callee.path)
    const ends = await asking
    expect(ends[50]).toBe('down')
    expect(ends.slice(51)).toEqual(values.slice(51))
    await expectEachOnce(it, values, ends)
  })

  it('a caller that dies takes its asks along, each ends once, and asks in its next life', async (context) => {
    needs(context, needsPeer(context, subject), 'surviveExit')
    await using it = await pair(context, subject)
    const { caller, callee } = it
    const values = numbers(40)
    const given = { to: callee, values, milliseconds: 10, thenDie: true, how: 'exit' as const }
    expect(await rejection(caller.ask.askAll(given))).toMatchObject({ code: 'down' })
    expect(await caller.ask.askInTurn({ to: callee, values: ['on'] })).toEqual(['on'])
    await it.until(() => it.ends().length > values.length)
    expect(it.ends()).toHaveLength(values.length + 1)
    expect(new Set(it.begun()).size).toBe(it.begun().length)
  })

  it('a callee that is drained does all that it has, and takes nothing more', async (context) => {
    await using it = await pair(context, subject)
    const { app, caller, callee } = it
    // So few leave together: once one has begun, all are there.
    const values = numbers(10)
    const asking = caller.ask.askAll({ to: callee, values, milliseconds: 5 })
    await it.until(() => it.begun().length > 0)
    const stopped = app.stop({ drain: 10_000 })
    expect(await asking).toEqual(values)
    expect(await stopped).toEqual({ type: 'shutdown' })
    expect(it.ends()).toEqual(values.map(() => 'replied'))
  })

  it('a callee that is stopped answers what is in its work, however much that is', async (context) => {
    await using it = await pair(context, subject)
    const { app, caller, callee } = it
    const large = 'x'.repeat(4_000_000)
    const asking = caller.ask.askAll({ to: callee, values: [large], milliseconds: 50 })
    await it.until(() => it.begun().length > 0)
    await app.stopChild('callee')
    const [end] = await asking
    expect(end === large).toBe(true)
  })

  it('a callee that is stopped for good fails what waits, and can be started again', async (context) => {
    await using it = await pair(context, subject)
    const { app, caller, callee } = it
    const values = numbers(60)
    const asking = caller.ask.askAll({ to: callee, values, milliseconds: 5 })
    await it.until(() => it.begun().length > 3)
    await app.stopChild('callee')
    const ends = await asking
    const done = ends.filter((end, index) => end === values[index]).length
    expect(ends.slice(done)).toEqual(values.slice(done).map(() => 'down'))
    expect(it.ends()).toHaveLength(values.length)
    await app.restartChild('callee')
    await warmUp(caller, callee)
    expect(await caller.ask.askAll({ to: callee, values })).toEqual(values)
  })
}
