import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'troupe-chaos-test-'))

interface Result {
  readonly kills: number
  readonly violations: readonly string[]
  readonly messages: Readonly<Record<string, number>>
}

/** Runs chaos in a process of its own: what it does must not reach the tests. */
function chaos(...args: string[]): Promise<{ code: number; output: string; result: Result }> {
  const out = join(folder, 'result.json')
  return new Promise((resolve) => {
    execFile(process.execPath, [main, '--out', out, ...args], (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code)
      const output = `${stdout}\n${stderr}`
      const read = (): Result => JSON.parse(readFileSync(out, 'utf8')) as Result
      resolve({ code, output, result: code === 2 ? ({} as Result) : read() })
    })
  })
}

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('npm run chaos', () => {
  it('loses, doubles and leaks nothing in 20 seconds of crashes, hangs and broken lines', async () => {
    const { code, output, result } = await chaos('--minutes', '0.33', '--seed', '7', '--no-models')
    expect(result.violations, output).toEqual([])
    expect(code).toBe(0)
    expect(result.kills).toBeGreaterThan(10)
    expect(result.messages['replied']).toBeGreaterThan(100)
  }, 180_000)

  it('says how it is called, with exit code 2, where it is called in another way', async () => {
    const { code, output } = await chaos('--minutes', 'many')
    expect(code).toBe(2)
    expect(output).toContain('npm run chaos -- [--minutes M] [--seed N]')
  })
})
