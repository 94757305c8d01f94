import { actor, ask, child, memory, protocol, supervise } from '@troupe/core'
import { dispatch, spawn, start } from 'nact'
import { createActor, fromTransition } from 'xstate'
import { createSystem, quiet } from '../peers/comedy.ts'

const Counter = protocol('counter', { add: ask<number, number>() })

const counter = actor(Counter, () => {
  let sum = 0
  return { add: (by) => (sum += by) }
})

/** Starts so many actors that each keep a number, gives each a message, and gives what keeps them. */
export const lightActors: Record<string, (count: number) => Promise<unknown>> = {
  async troupe(count) {
    const names = Array.from({ length: count }, (_, n) => `counter-${n}`)
    const children = Object.fromEntries(
      names.map((name) => [name, child(Counter, memory(counter))]),
    )
    const app = await supervise({ children, log: false })
    for (const name of names) await app.children[name]!.ask.add(1)
    return app
  },
  async nact(count) {
    const system = start()
    return Array.from({ length: count }, (_, n) => {
      const taker = spawn(system, (sum: number = 0, by: number) => sum + by, `counter-${n}`)
      dispatch(taker, 1)
      return taker
    })
  },
  async xstate(count) {
    return Array.from({ length: count }, () => {
      const logic = fromTransition(
        (sum: number, { by }: { type: 'add'; by: number }) => sum + by,
        0,
      )
      const taker = createActor(logic).start()
      taker.send({ type: 'add', by: 1 })
      return taker
    })
  },
  async comedy(count) {
    const root = await createSystem(quiet).rootActor()
    const actors: unknown[] = []
    for (let n = 0; n < count; n++) {
      const definition = { add: (by: number) => by }
      const added = await root.createChild(definition, { mode: 'in-memory' })
      await added.send('add', 1)
      actors.push(added)
    }
    return actors
  },
  async bare(count) {
    return Array.from({ length: count }, () => {
      let sum = 0
      const mailbox: number[] = []
      const add = (by: number): number => (sum += by)
      add(1)
      return { mailbox, add }
    })
  },
}
