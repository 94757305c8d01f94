import { child, type Isolate, supervise } from '@troupe/core'
import { subprocess, thread } from '@troupe/runtime-node'
import { Echo } from '../workers/echo.protocol.ts'
import type { IsolateKind, StartPeer } from './peer.ts'

export function isolateOf(kind: IsolateKind, name: string): Isolate {
  const module = new URL(`../workers/${name}.actor.js`, import.meta.url)
  return kind === 'thread' ? thread(module) : subprocess(module)
}

/** Troupe with its defaults, in the place of a peer. */
export const startTroupe: StartPeer = async (kind) => {
  const app = await supervise({
    children: { echo: child(Echo, isolateOf(kind, 'echo')) },
    log: false,
  })
  const { ask, stream } = app.children.echo
  return {
    echo: (message) => ask.echo(message),
    exchange: async (tensor) => {
      const back = await ask.exchange(tensor, { transfer: [tensor.buffer] })
      return back as Float32Array<ArrayBuffer>
    },
    lengthOf: (tensor) => ask.lengthOf(tensor),
    async items(count, take) {
      for await (const item of stream.items(count)) take(item)
    },
    stop: () => app.stop(),
  }
}
