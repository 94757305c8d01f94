import { expect, it } from 'vitest'
import { child, type Isolate, memory } from '../../src/index.ts'
import { Fragile, fragile, stage } from '../support/stage.ts'

it('a line that throws ends its incarnation, and the next one answers', async () => {
  let breaks = false
  const whole = memory(fragile)
  const breaking: Isolate = {
    ...whole,
    start(context) {
      const connection = whole.start(context)
      return {
        ...connection,
        send(packet) {
          if (!breaks) return connection.send(packet)
          breaks = false
          throw new RangeError('the line is torn')
        },
      }
    },
  }
  const { app, events } = await stage({ a: child(Fragile, breaking) })
  breaks = true
  expect(await app.children.a.ask.echo('through the next')).toBe('through the next')
  expect(events.find(({ type }) => type === 'child-exited')).toMatchObject({
    reason: { type: 'error', error: { message: 'the line is torn' } },
  })
  await app.stop()
})
