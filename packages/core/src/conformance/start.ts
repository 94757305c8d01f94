import { describe, expect, it } from 'vitest'
import { ask, protocol } from '../protocol/protocol.ts'
import { child } from '../supervise/child.ts'
import { supervise } from '../supervise/supervise.ts'
import { rejection, stage, type Subject } from './subject.ts'
import { Scripted } from './scripted.protocol.ts'

/** Starting: the greeting, options, and every way in which a start fails. */
export function describeStart({ scripted, missing, broken, noActor }: Subject): void {
  describe('start', () => {
    it('gives the options to the setup', async () => {
      await using it = await stage(scripted(), { options: { greeting: 'hello' } })
      expect(await it.actor.ask.script()).toEqual({ greeting: 'hello' })
    })

    it('S187 keeps messages that come before the setup is done, in order', async () => {
      await using it = await stage(scripted())
      await it.actor.ask.leave()
      const answers = Promise.all([1, 2, 3].map((n) => it.actor.ask.echo(n)))
      expect(await answers).toEqual([1, 2, 3])
    })

    it('S004 rejects when a later child fails, and stops those before it', async () => {
      const gone: string[] = []
      const error = await rejection(
        supervise({
          children: {
            first: child(Scripted, scripted()),
            second: child(Scripted, scripted()),
            third: child(Scripted, scripted(), { options: { setup: 'throw' } }),
          },
          log: false,
          inspect: (event) => event.type === 'child-exited' && gone.push(event.path),
        }),
      )
      expect(error).toMatchObject({
        code: 'start-failed',
        message: expect.stringContaining('app/third') as string,
      })
      expect((error.cause as Error).message).toBe('setup failed on purpose')
      expect(gone).toEqual(['app/third', 'app/second', 'app/first'])
    })

    it('S016 ends a setup that takes too long', async () => {
      const start = stage(scripted(), { options: { setup: 'hang' }, startTimeout: 300 })
      expect(await rejection(start)).toMatchObject({ code: 'start-failed' })
    })

    it.each([
      ['J16 a missing module', missing],
      ['J16 a broken module', broken],
      ['a module without an actor', noActor],
    ])('%s is refused with a typed error', async (_, make) => {
      expect(await rejection(stage(make()))).toMatchObject({
        code: 'start-failed',
        details: { target: 'app/actor' },
      })
    })

    it('refuses a setup without handlers and names them', async () => {
      const error = await rejection(stage(scripted(), { options: { setup: 'no-handlers' } }))
      expect(error.message).toContain('no handler for echo')
    })

    it('refuses another protocol and names both sides', async () => {
      const Other = protocol('other', { greet: ask<string, string>() })
      const start = supervise({ children: { other: child(Other, scripted()) }, log: false })
      expect(await rejection(start)).toMatchObject({
        code: 'mismatch',
        details: { expected: 'other(greet:ask)', actual: Scripted.fingerprint },
      })
    })
  })
}
