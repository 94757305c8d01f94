import { expect, it } from 'vitest'
import { actor, child, type ExitReason, type Isolate, memory, supervise } from '../../src/index.ts'
import { SimulatedClock } from '../../src/testing/index.ts'
import { settled } from '../support/sink.ts'
import { Fragile, fragile, stage, until } from '../support/stage.ts'

/** It is gone when it is killed, and not when it says goodbye: as if what listens to its exit looped. */
function overstaying(whole: Isolate): Isolate {
  return {
    ...whole,
    start(context) {
      const connection = whole.start(context)
      let leave: ((reason: ExitReason) => void) | undefined
      const exited = new Promise<ExitReason>((resolve) => (leave = resolve))
      return { ...connection, exited, kill: () => leave?.({ type: 'killed' }) }
    },
  }
}

it('an isolate that says goodbye and stays is ended, for the reason that it gave', async () => {
  const { app, clock, events } = await stage({ a: child(Fragile, overstaying(memory(fragile))) })
  await expect(app.children.a.ask.crash()).rejects.toMatchObject({ code: 'thrown' })
  await settled()
  const answer = app.children.a.ask.echo('through the next')
  clock.advance(4_999)
  expect(events.some(({ type }) => type === 'child-exited')).toBe(false)
  clock.advance(1)
  expect(await answer).toBe('through the next')
  expect(events.find(({ type }) => type === 'child-exited')).toMatchObject({
    reason: { type: 'error', error: { message: 'on purpose' } },
  })
  const stopped = app.stop()
  await settled()
  clock.advance(5_000)
  expect(await stopped).toEqual({ type: 'shutdown' })
})

it('an isolate that refuses to start and stays is ended', async () => {
  const broken = actor(Fragile, () => {
    throw new RangeError('setup failed on purpose')
  })
  const clock = new SimulatedClock()
  const starting = supervise({
    clock,
    log: false,
    children: {
      a: child(Fragile, overstaying(memory(broken)), { startTimeout: 'infinity' }),
    },
  })
  const outcome = starting.then(
    () => 'started',
    (error: Error) => error.message,
  )
  await until(() => clock.pending > 0)
  clock.advance(5_000)
  expect(await outcome).toContain('setup failed on purpose')
})
