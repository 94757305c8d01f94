import { describe, expect, it } from 'vitest'
import { pipeline } from '../pipeline/pipeline.ts'
import { rejection, stage, type Subject } from './subject.ts'

/** Tasks: work that is asked for and awaited, one by one or as a stream. */
export function describeTasks({ scripted }: Subject): void {
  describe('tasks', () => {
    it('S120 a task that fails tells whoever awaits it, and nobody else', async () => {
      await using it = await stage(scripted())
      const giveUp = new AbortController()
      const other = it.actor.ask.untilCancelled(undefined, { signal: giveUp.signal })
      const failed = rejection(it.actor.ask.fail({ message: 'on purpose' }))
      expect(await failed).toMatchObject({ code: 'thrown', cause: { message: 'on purpose' } })
      giveUp.abort()
      expect(await rejection(other)).toMatchObject({ code: 'cancelled' })
      expect(await it.actor.ask.echo('still there')).toBe('still there')
      expect(it.events.filter(({ type }) => type === 'child-exited')).toEqual([])
    })

    it('S121 leaving a stream of tasks early ends those in work, and none is left', async () => {
      await using it = await stage(scripted())
      let begun = 0
      const forEver = (options: object) => {
        begun += 1
        return it.actor.ask.untilCancelled(undefined, options)
      }
      const tasks = pipeline(['at once', 'never', 'never', 'never']).map(
        (kind, options) => (kind === 'never' ? forEver(options) : it.actor.ask.echo(kind, options)),
        { concurrency: 4 },
      )
      for await (const result of tasks) {
        expect(result).toBe('at once')
        break
      }
      const ended = it.events.filter(
        (event) => event.type === 'message' && event.operation === 'untilCancelled',
      )
      expect(ended).toHaveLength(begun)
      expect(begun).toBeGreaterThan(0)
    })
  })
}
