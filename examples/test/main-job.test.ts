import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const main = fileURLToPath(new URL('../dist/main-job/main.js', import.meta.url))

function run(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main, ...args], (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    )
  })
}

it('npm start survives a kill and a hang on its bundled input, and every message is answered', async () => {
  const { code, stdout, stderr } = await run('--text', 'Wer reitet so spät durch Nacht und Wind?')
  expect(stderr).toBe('')
  expect(stdout).toContain('ended: signal SIGKILL')
  expect(stdout).toContain('ended: stalled for')
  expect(stdout).toMatch(/read replied at delivery 2/)
  expect(stdout).toMatch(/wake word\s+alexa at/)
  expect(stdout).toMatch(/language\s+deu/)
  expect(stdout).toMatch(/mail\s+mail\.txt: spam/)
  expect(stdout).not.toContain('problem')
  expect(code).toBe(0)
}, 120_000)

it('npm start says what is wrong with a picture that is none', async () => {
  const { code, stderr } = await run('--image', main)
  expect(code).toBe(1)
  expect(stderr).toMatch(/ocr\.read: .*cannot be decoded/)
}, 60_000)

it('npm start names a folder that is no file, and the option', async () => {
  const { code, stderr } = await run('--audio', '/')
  expect(code).toBe(2)
  expect(stderr).toContain('--audio "/" cannot be read')
}, 60_000)

it('npm start names a file that is not there and ends with a failure', async () => {
  const { code, stderr } = await run('--image', 'there-is-none.png')
  expect(code).toBe(2)
  expect(stderr).toContain('there-is-none.png')
}, 60_000)
