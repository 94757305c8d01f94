import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds until a process is gone; Infinity where it is still there when the limit is over. */
export async function goneWithin(pid: number, limit: number): Promise<number> {
  const begun = performance.now()
  while (lives(pid)) {
    if (performance.now() - begun > limit) return Infinity
    await sleep(10)
  }
  return performance.now() - begun
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  return !isZombie(pid)
}

/** It ended, but whoever has inherited it did not look. */
function isZombie(pid: number): boolean {
  try {
    return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}
