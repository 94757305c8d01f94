import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

/** Set to 200 for the whole proof; it takes some minutes. */
const kills = Number(process.env['NATIVE_KILLS'] ?? 12)
const seed = Number(process.env['SEED'] ?? 1)
const script = fileURLToPath(new URL('./kills.js', import.meta.url))

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function run(): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [script, String(kills), String(seed)],
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    )
  })
}

it(
  `J07 ${kills} threads killed at random around native inference leave the process alive (seed ${seed})`,
  async () => {
    const { code, stdout, stderr } = await run()
    expect(stderr).toBe('')
    expect(code).toBe(7)
    const told = JSON.parse(stdout) as Record<string, number>
    console.log(told)
    expect(told['kills']).toBe(kills)
    expect(told['wrong']).toBe(0)
    expect(told['answered']).toBeGreaterThan(0)
    expect(told['inside']).toBeGreaterThanOrEqual(Math.floor(kills / 2))
  },
  60_000 + kills * 5_000,
)
