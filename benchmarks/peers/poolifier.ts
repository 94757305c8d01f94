import { fileURLToPath } from 'node:url'
import { FixedClusterPool, FixedThreadPool } from 'poolifier'
import type { StartPeer } from './peer.ts'

/** Without a queue, its default, everything goes to the worker at once. */
export const startPoolifier: StartPeer = async (kind, load) => {
  const file = (name: string): string =>
    fileURLToPath(new URL(`../workers/${name}`, import.meta.url))
  const pool =
    kind === 'thread'
      ? new FixedThreadPool<unknown, unknown>(1, file('poolifier-thread.js'))
      : new FixedClusterPool<unknown, unknown>(1, file('poolifier-cluster.cjs'), {
          // Its default, JSON, is faster for small messages and carries no binary data.
          ...(load === 'binary' && { settings: { serialization: 'advanced' } }),
        })
  return {
    echo: (message) => pool.execute(message, 'echo'),
    lengthOf: (tensor) => pool.execute(tensor, 'lengthOf') as Promise<number>,
    stop: () => pool.destroy(),
  }
}
