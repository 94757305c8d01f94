import { describe, expect, it } from 'vitest'
import type { ActorRef } from '../actor/ref.ts'
import { watch } from '../actor/watch.ts'
import { child } from '../supervise/child.ts'
import { Scripted } from './scripted.protocol.ts'
import { needs, rejection, stage, type Subject } from './subject.ts'

/** Names: one owner, free when the owner is gone, and after every start that came to nothing. */
export function describeNames({ scripted }: Subject): void {
  const brief = () => child(Scripted, scripted(), { restart: 'temporary' })

  describe('names', () => {
    it('S174 a name has one owner, whom a second one does not disturb', async () => {
      await using it = await stage(scripted())
      await it.actor.ask.add(1)
      expect(await rejection(it.app.add('actor', brief()))).toMatchObject({ code: 'name-taken' })
      expect(await it.actor.ask.add(1)).toBe(2)
    })

    it('S159 S175 S176 a name is free when its owner’s end is told, and can be taken there', async () => {
      await using it = await stage(scripted())
      const owner = await it.app.add('name', brief())
      let found: unknown
      const successor = new Promise<ActorRef<typeof Scripted>>((resolve, reject) => {
        watch(owner, () => {
          found = it.app.lookup(Scripted, 'app/name')
          it.app.add('name', brief()).then(resolve, reject)
        })
      })
      await owner.ask.leave()
      const { address, ask } = await successor
      expect(found).toBeUndefined()
      expect(await ask.add(1)).toBe(1)
      expect(it.app.lookup(Scripted, 'app/name')!.address).toBe(address)
    })

    it('S177 a setup that fails holds no name', async () => {
      await using it = await stage(scripted())
      const failing = child(Scripted, scripted(), { options: { setup: 'throw' } })
      expect(await rejection(it.app.add('name', failing))).toMatchObject({ code: 'start-failed' })
      expect(it.app.lookup(Scripted, 'app/name')).toBeUndefined()
      expect(await (await it.app.add('name', brief())).ask.add(1)).toBe(1)
    })

    it('S178 a setup that never ends holds no name past its time-out', async () => {
      await using it = await stage(scripted())
      const hanging = child(Scripted, scripted(), {
        options: { setup: 'hang' },
        startTimeout: 300,
      })
      expect(await rejection(it.app.add('name', hanging))).toMatchObject({ code: 'start-failed' })
      expect(it.app.lookup(Scripted, 'app/name')).toBeUndefined()
      expect(await (await it.app.add('name', brief())).ask.add(1)).toBe(1)
    })

    it.for(['child', 'app'] as const)(
      'S178 a setup that hears nothing is killed when its %s is told to stop meanwhile',
      async (who, context) => {
        needs(context, scripted(), 'preempt')
        await using it = await stage(scripted(), { shutdown: 100 })
        const deaf = child(Scripted, scripted(), { options: { setup: 'loop' }, shutdown: 100 })
        const adding = rejection(it.app.add('name', deaf))
        await it.event((event) => event.type === 'log' && event.path === 'app/name')
        await (who === 'child' ? it.app.stopChild('name') : it.app.stop())
        expect(await adding).toMatchObject({ code: 'down' })
        expect(it.app.lookup(Scripted, 'app/name')).toBeUndefined()
        expect(
          await it.event((event) => event.type === 'child-exited' && event.path === 'app/name'),
        ).toMatchObject({ reason: { type: 'killed' } })
      },
    )

    it('S179 a name leads to the life that is there, or waits for the next', async () => {
      await using it = await stage(scripted())
      const named = () => it.app.lookup(Scripted, 'app/actor')!
      await named().ask.add(5)
      const fatal = rejection(named().ask.die({ how: 'fatal' }))
      await it.event(({ type }) => type === 'child-exited')
      expect(await named().ask.add(1)).toBe(1)
      expect(named().address).toBe(it.actor.address)
      await fatal
    })
  })
}
