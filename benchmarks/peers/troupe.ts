import type { Isolate } from '@troupe/core'
import { subprocess, thread } from '@troupe/runtime-node'
import { startEcho } from './echo.ts'
import type { IsolateKind, StartPeer } from './peer.ts'

export function isolateOf(kind: IsolateKind, name: string): Isolate {
  const module = new URL(`../workers/${name}.actor.js`, import.meta.url)
  return kind === 'thread' ? thread(module) : subprocess(module)
}

/** Troupe in an isolate of Node. */
export const startTroupe: StartPeer = async (kind) => startEcho(isolateOf(kind, 'echo'))
