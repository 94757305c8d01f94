import { child, type Isolate, supervise } from '@troupe/core'
import { Echo } from '../workers/echo.protocol.ts'
import type { RunningPeer } from './peer.ts'

/** Troupe with its defaults, in the place of a peer. */
export async function startEcho(isolate: Isolate): Promise<RunningPeer> {
  const app = await supervise({ children: { echo: child(Echo, isolate) }, log: false })
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
