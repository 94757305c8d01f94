import { Piscina } from 'piscina'
import type { Adapter } from '../peer.ts'

export const startPiscina: Adapter = async () => {
  const filename = new URL('../workers/function.js', import.meta.url).href
  const pool = new Piscina({ filename, minThreads: 1, maxThreads: 1 })
  return {
    call: (task, signal) => pool.run(task, signal && { signal }),
    stop: () => pool.destroy(),
  }
}
