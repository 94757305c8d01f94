import { Tinypool } from 'tinypool'
import type { Adapter } from '../peer.ts'

export const startTinypool: Adapter = async ({ peer, heap }) => {
  const pool = new Tinypool({
    filename: new URL('../workers/function.js', import.meta.url).href,
    runtime: peer.endsWith('/thread') ? 'worker_threads' : 'child_process',
    minThreads: 1,
    maxThreads: 1,
    // Its processes do not get the environment of the app.
    ...(heap !== undefined &&
      peer.endsWith('/process') && { execArgv: [`--max-old-space-size=${heap}`] }),
  })
  return {
    call: (task, signal) => pool.run(task, signal && { signal }),
    stop: () => pool.destroy(),
  }
}
