import { describe, expect, it } from 'vitest'
import {
  actor,
  ask,
  child,
  type ChildOptions,
  memory,
  protocol,
  supervise,
  systemClock,
  tell,
} from '../../src/index.ts'
import { SimulatedClock } from '../../src/testing/simulated-clock.ts'
import { rejection } from '../support/rejection.ts'
import { settled } from '../support/sink.ts'

const Ticker = protocol('ticker', {
  note: tell<string>(),
  noted: ask<void, string[]>(),
  hold: ask<void, void>(),
  crash: ask<string, void>(),
  tick: ask<{ value: string; milliseconds: number }, void>(),
})

/** An actor that ticks on a clock of the test, and what every one of its lives noted. */
async function ticker(own: ChildOptions<typeof Ticker> = {}) {
  const clock = new SimulatedClock()
  const noted: string[] = []
  let life = 0
  let hold: () => void = () => {}
  const served = actor(
    Ticker,
    ({ self, signal }) => {
      const name = `life ${++life}`
      return {
        note: (value) => void noted.push(`${name}: ${value}`),
        noted: () => noted,
        hold: () => new Promise((resolve) => (hold = resolve)),
        crash(value) {
          noted.push(`${name}: ${value}`)
          throw new Error('on purpose')
        },
        tick({ value, milliseconds }) {
          const arm = (): (() => void) =>
            clock.after(milliseconds, () => {
              self.tell.note(value)
              cancel = arm()
            })
          let cancel = arm()
          signal.addEventListener('abort', () => cancel())
        },
      }
    },
    { onFailure: () => 'restart' },
  )
  const app = await supervise({
    children: {
      ticker: child(Ticker, memory(served), { backoff: { min: 0, max: 0 }, ...own }),
    },
    log: false,
    clock,
  })
  return { app, clock, actor: app.children.ticker, noted, finish: () => hold() }
}

describe('what waits when its actor crashes', () => {
  it('S207 is handled by the next life, in order and once each; only the fatal message is lost', async () => {
    const it = await ticker()
    const held = it.actor.ask.hold()
    it.actor.tell.note('1')
    it.actor.tell.note('2')
    const crash = rejection(it.actor.ask.crash('3'))
    it.actor.tell.note('4')
    it.actor.tell.note('5')
    await settled()
    it.finish()
    await held
    expect(await crash).toMatchObject({ code: 'thrown' })
    await it.actor.ask.noted()
    expect(it.noted).toEqual(['life 1: 1', 'life 1: 2', 'life 1: 3', 'life 2: 4', 'life 2: 5'])
    await it.app.stop()
  })

  it('S208 has survived any number of crashes in between', async () => {
    const it = await ticker()
    const crashes = ['a', 'b', 'c'].map((value) => rejection(it.actor.ask.crash(value)))
    it.actor.tell.note('hello')
    await Promise.all(crashes)
    await it.actor.ask.noted()
    expect(it.noted.at(-1)).toBe('life 4: hello')
    await it.app.stop()
  })
})

describe('a timer that an actor has set', () => {
  it('S209 ends with the life that set it, and the next life has its own', async () => {
    const it = await ticker()
    await it.actor.ask.tick({ value: 'old', milliseconds: 10 })
    it.clock.advance(10)
    await settled()
    await rejection(it.actor.ask.crash('crash'))
    await settled()
    await it.actor.ask.tick({ value: 'new', milliseconds: 10 })
    it.clock.advance(30)
    await settled()
    expect(it.noted).toEqual([
      'life 1: old',
      'life 1: crash',
      'life 2: new',
      'life 2: new',
      'life 2: new',
    ])
    await it.app.stop()
  })

  it('S209 reaches nobody even where it was not called off: its life has no voice any more', async () => {
    let speak: () => void = () => {}
    const noted: string[] = []
    const stray = actor(
      Ticker,
      ({ self }) => ({
        note: (value) => void noted.push(value),
        noted: () => noted,
        hold: () => {},
        crash() {
          throw new Error('on purpose')
        },
        tick({ value }) {
          speak = () => void self.tell.note(value)
        },
      }),
      { onFailure: () => 'restart' },
    )
    await using app = await supervise({
      children: { stray: child(Ticker, memory(stray), { backoff: { min: 0 } }) },
      log: false,
    })
    const { stray: ref } = app.children
    await ref.ask.tick({ value: 'old', milliseconds: 0 })
    await rejection(ref.ask.crash(''))
    await ref.ask.noted()
    speak()
    await settled()
    expect(await ref.ask.noted()).toEqual([])
  })

  it('S211 leaves nothing behind when its actor is stopped', async () => {
    const it = await ticker()
    await it.actor.ask.tick({ value: 'tick', milliseconds: 10 })
    await it.app.stop()
    expect(it.clock.pending).toBe(0)
    it.clock.advance(1_000)
    await settled()
    expect(it.noted).toEqual([])
  })
})

describe('systemClock', () => {
  it('S210 does not run a task that was called off, not even one that is due', async () => {
    const ran: string[] = []
    const due = systemClock.after(0, () => ran.push('called off'))
    const before = performance.now()
    while (performance.now() - before < 5);
    due()
    await new Promise<void>((resolve) => {
      systemClock.after(0, () => {
        ran.push('kept')
        resolve()
      })
    })
    expect(ran).toEqual(['kept'])
  })
})
