import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Message } from '../message.ts'
import type { StartPeer } from './peer.ts'

/** The part of comedy that is used. */
export interface Comedy {
  createSystem(options: object): {
    rootActor(): Promise<{
      createChild(definition: unknown, options: object): Promise<ComedyActor>
    }>
    destroy(): Promise<void>
  }
}

export interface ComedyActor {
  send(topic: string, message: unknown): Promise<void>
  sendAndReceive(topic: string, message: Message): Promise<unknown>
}

export const { createSystem } = createRequire(import.meta.url)('comedy') as Comedy

/** Silent, and without configuration files; nothing else depends on it. */
export const quiet = { test: true }

/** Two slashes mean an absolute path to it. */
const definition = `/${fileURLToPath(new URL('../workers/comedy.cjs', import.meta.url))}`

export const startComedy: StartPeer = async (kind) => {
  const system = createSystem(quiet)
  const root = await system.rootActor()
  const mode = kind === 'thread' ? 'threaded' : 'forked'
  const actor = await root.createChild(definition, { mode })
  return {
    echo: (message) => actor.sendAndReceive('echo', message),
    stop: () => system.destroy(),
  }
}
