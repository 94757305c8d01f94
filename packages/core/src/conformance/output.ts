import { describe, expect, it } from 'vitest'
import { needs, stage, type Subject } from './subject.ts'

/** What an isolate logs and prints. */
export function describeOutput({ scripted }: Subject): void {
  describe('output', () => {
    it('a log line arrives with path, level and details', async () => {
      await using it = await stage(scripted())
      await it.actor.ask.log('hello')
      expect(await it.event(({ type }) => type === 'log')).toMatchObject({
        path: 'app/actor',
        level: 'info',
        message: 'hello',
        details: { from: 'app/actor' },
      })
    })

    it('what it prints arrives by lines', async (context) => {
      needs(context, scripted(), 'preempt')
      await using it = await stage(scripted())
      await it.actor.ask.print('one\ntwo')
      await it.event((event) => event.type === 'output' && event.line === 'two')
      const lines = it.events.flatMap((event) => (event.type === 'output' ? [event.line] : []))
      expect(lines).toEqual(['one', 'two'])
    })
  })
}
