import { readFileSync } from 'node:fs'

/** Resolves when `holds` does; for what gives no event, such as the end of a foreign process. */
export async function until(holds: () => boolean, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds
  while (!holds()) {
    if (performance.now() > end) return false
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return true
}

/** Whether a process of this id lives; one that nobody collected yet does not. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isDefunct(pid)
  } catch {
    return false
  }
}

function isDefunct(pid: number): boolean {
  if (process.platform !== 'linux') return false
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')')).startsWith(') Z')
}
