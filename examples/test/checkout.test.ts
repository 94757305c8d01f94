import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const main = fileURLToPath(new URL('../dist/checkout/main.js', import.meta.url))

it('checkout comes back from its snapshot after SIGKILL, and its order is charged once', async () => {
  const { code, stdout, stderr } = await new Promise<{
    code: number | null
    stdout: string
    stderr: string
  }>((resolve) => {
    const child = execFile(process.execPath, [main], (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    )
  })
  expect(stderr).toBe('')
  expect(stdout.trim().split('\n')).toEqual([
    'paying 42',
    'ended: signal SIGKILL',
    'back: paying 42',
    'receipt for A-17',
    'charged: 42',
  ])
  expect(code).toBe(0)
}, 60_000)
