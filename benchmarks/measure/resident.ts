import { execFileSync } from 'node:child_process'

/** Kilobytes that this process and those that it started occupy. */
export function resident(): number {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss=,comm=']).toString().split('\n')
  const mine = String(process.pid)
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([pid, parent, , name]) => (pid === mine || parent === mine) && name !== 'ps')
    .reduce((sum, [, , kilobytes]) => sum + Number(kilobytes), 0)
}
