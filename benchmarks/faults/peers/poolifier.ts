import { fileURLToPath } from 'node:url'
import { FixedThreadPool } from 'poolifier'
import type { Adapter } from '../peer.ts'
import type { Task } from '../work.ts'

export const startPoolifier: Adapter = async () => {
  const file = fileURLToPath(new URL('../workers/poolifier.js', import.meta.url))
  const pool = new FixedThreadPool<Task, unknown>(1, file, { errorHandler: () => {} })
  // Without a listener the app ends with the worker.
  pool.emitter?.on('error', () => {})
  return {
    call: (task, signal) => pool.execute(task, undefined, signal),
    stop: () => pool.destroy(),
  }
}
