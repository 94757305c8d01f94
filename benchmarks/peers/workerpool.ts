import { fileURLToPath } from 'node:url'
import workerpool from 'workerpool'
import type { StartPeer } from './peer.ts'

/** Its items come as events of one call, which know no credits. */
export const startWorkerpool: StartPeer = async (kind, load) => {
  const pool = workerpool.pool(
    fileURLToPath(new URL('../workers/workerpool.js', import.meta.url)),
    {
      workerType: kind === 'thread' ? 'thread' : 'process',
      maxWorkers: 1,
      // Its default, JSON, is faster for small messages and carries no binary data.
      ...(load === 'binary' && { forkOpts: { serialization: 'advanced' } }),
    },
  )
  const run = async <T>(name: string, input: unknown, options?: object): Promise<T> =>
    (await pool.exec(name, [input], options)) as T
  return {
    echo: (message) => run('echo', message),
    exchange: (tensor) => run('exchange', tensor, { transfer: [tensor.buffer] }),
    lengthOf: (tensor) => run('lengthOf', tensor),
    items: (count, take) => run('items', count, { on: take }),
    stop: async () => pool.terminate(true),
  }
}
