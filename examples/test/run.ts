import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The command line of the repository's `npx tsx`, without npx. */
export const tsx = createRequire(import.meta.url).resolve('tsx/cli')

/** The first command with `npx tsx` in an example's README, and what it says that it prints. */
export function promised(example: string): { args: string[]; output: string } {
  const readme = readFileSync(`${root}examples/${example}/README.md`, 'utf8')
  const found = /```sh\nnpx tsx (.+)\n```\n\n```\n(.*?)```/s.exec(readme)
  if (found === null) throw new Error(`the README of ${example} shows no command with its output`)
  return { args: found[1]!.split(' '), output: found[2]! }
}

/** Runs `npx tsx` in the root of the repository. */
export function run(
  args: readonly string[],
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [tsx, ...args], { cwd: root }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    )
  })
}
