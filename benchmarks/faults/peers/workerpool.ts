import { fileURLToPath } from 'node:url'
import workerpool from 'workerpool'
import type { Adapter } from '../peer.ts'

export const startWorkerpool: Adapter = async ({ peer }) => {
  const file = fileURLToPath(new URL('../workers/workerpool.js', import.meta.url))
  const workerType = peer.endsWith('/thread') ? 'thread' : 'process'
  const pool = workerpool.pool(file, { workerType, maxWorkers: 1 })
  return {
    call(task, signal) {
      const calling = pool.exec('perform', [task])
      signal?.addEventListener('abort', () => void calling.cancel())
      return Promise.resolve(calling)
    },
    stop: async () => pool.terminate(true),
  }
}
