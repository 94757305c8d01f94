import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Adapter } from '../peer.ts'
import type { Task } from '../work.ts'

interface Comedy {
  createSystem(options: object): {
    rootActor(): Promise<{ createChild(definition: string, options: object): Promise<Actor> }>
    destroy(): Promise<void>
  }
}

interface Actor {
  sendAndReceive(topic: 'perform', task: Task): Promise<unknown>
}

const { createSystem } = createRequire(import.meta.url)('comedy') as Comedy

/** Two slashes mean an absolute path to it. */
const definition = `/${fileURLToPath(new URL('../workers/comedy.cjs', import.meta.url))}`

export const startComedy: Adapter = async ({ peer }) => {
  const system = createSystem({})
  const root = await system.rootActor()
  const mode = peer.endsWith('/thread') ? 'threaded' : 'forked'
  const actor = await root.createChild(definition, { mode, onCrash: 'respawn' })
  return {
    call: async (task) => actor.sendAndReceive('perform', task),
    stop: async () => system.destroy(),
  }
}
