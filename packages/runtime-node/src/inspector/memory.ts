import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** Bytes of memory that processes keep resident, by their ids; those that cannot be told are left out. */
export async function residentMemory(pids: readonly number[]): Promise<Map<number, number>> {
  if (pids.length === 0) return new Map()
  if (process.platform === 'linux') return fromProc(pids)
  return process.platform === 'win32' ? new Map() : fromPs(pids)
}

async function fromProc(pids: readonly number[]): Promise<Map<number, number>> {
  const found = await Promise.all(
    pids.map(async (pid): Promise<[number, number][]> => {
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
      const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
      return kilobytes === undefined ? [] : [[pid, Number(kilobytes) * 1_024]]
    }),
  )
  return new Map(found.flat())
}

async function fromPs(pids: readonly number[]): Promise<Map<number, number>> {
  const ps = promisify(execFile)('ps', ['-o', 'pid=,rss=', '-p', pids.join(',')])
  const { stdout } = await ps.catch(() => ({ stdout: '' }))
  const lines = stdout.trim().split('\n').filter(Boolean)
  return new Map(
    lines.map((line): [number, number] => {
      const [pid, kilobytes] = line.trim().split(/\s+/).map(Number)
      return [pid!, kilobytes! * 1_024]
    }),
  )
}
