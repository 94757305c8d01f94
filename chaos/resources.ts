import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Ledger } from './ledger.ts'

/** Milliseconds until what was closed must be gone. */
const patience = 10_000

/** What this process holds: handles, ports and timers by kind, and file descriptors. */
export function holdings(): Map<string, number> {
  const held = new Map<string, number>()
  for (const kind of process.getActiveResourcesInfo()) held.set(kind, (held.get(kind) ?? 0) + 1)
  if (process.platform === 'linux') {
    for (const file of openFiles()) held.set(file, (held.get(file) ?? 0) + 1)
    held.set('children', childrenOf().length)
    held.set('threads', readdirSync('/proc/self/task').length)
  }
  return held
}

/** What is open, without the numbers that tell one pipe from another. */
function openFiles(): string[] {
  return readdirSync('/proc/self/fd').flatMap((descriptor) => {
    try {
      return [`open ${readlinkSync(`/proc/self/fd/${descriptor}`).replace(/:\[\d+\]/, '')}`]
    } catch {
      return []
    }
  })
}

function childrenOf(): string[] {
  return readdirSync('/proc/self/task').flatMap((task) => {
    try {
      const children = readFileSync(`/proc/self/task/${task}/children`, 'utf8')
      return children.split(' ').filter((pid) => pid !== '')
    } catch {
      return []
    }
  })
}

/** Waits until nothing more is held than before; what is still there after a while is a leak. */
export async function checkHoldings(before: Map<string, number>, ledger: Ledger): Promise<void> {
  let more = excess(before)
  for (let waited = 0; more.length > 0 && waited < patience; waited += 100) {
    await pause(100)
    more = excess(before)
  }
  for (const what of more) ledger.violate(`after the stop there are more ${what}`)
}

function excess(before: Map<string, number>): string[] {
  return [...holdings()].flatMap(([kind, count]) => {
    const allowed = before.get(kind) ?? 0
    return count > allowed ? [`${kind} than before the start: ${count} and not ${allowed}`] : []
  })
}

/** No process that ever was an actor may live. */
export async function checkOrphans(pids: ReadonlySet<number>, ledger: Ledger): Promise<void> {
  let orphans = [...pids].filter(isOwnChild)
  for (let waited = 0; orphans.length > 0 && waited < patience; waited += 100) {
    await pause(100)
    orphans = orphans.filter(isOwnChild)
  }
  for (const pid of orphans) ledger.violate(`process ${pid} outlived the tree`)
}

/** Ids are used again: only a process that this one started counts. */
function isOwnChild(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  return process.platform !== 'linux' || childrenOf().includes(String(pid))
}
