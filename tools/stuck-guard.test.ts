import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './files.ts'

test('stuck-guard ends a test that loops for ever, and the run goes on and fails', () => {
  mkdirSync(join(root, '.cache'), { recursive: true })
  const folder = mkdtempSync(join(root, '.cache/stuck-guard-test-'))
  try {
    const loops = `import { test } from 'vitest'\ntest('loops', () => { for (;;); })`
    writeFileSync(join(folder, 'loops.test.ts'), loops)
    writeFileSync(join(folder, 'fine.test.ts'), loops.replace('for (;;);', ''))
    const config = { test: { pool: 'forks', setupFiles: [join(root, 'tools/stuck-guard.ts')] } }
    writeFileSync(join(folder, 'vitest.config.js'), `export default ${JSON.stringify(config)}`)
    const vitest = join(root, 'node_modules/vitest/vitest.mjs')
    const env = { ...process.env, STUCK_AFTER_SECONDS: '2', NO_COLOR: '1', FORCE_COLOR: undefined }
    const run = spawnSync(process.execPath, [vitest, 'run', '--root', folder], { env })
    expect(String(run.stderr)).toMatch(/loops\.test\.ts: the event loop is stuck for 2 s; ended/)
    expect(String(run.stdout)).toMatch(/1 passed/)
    expect(run.status).toBe(1)
  } finally {
    rmSync(folder, { recursive: true })
  }
}, 60_000)
