import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from './files.ts'

/** Runs vitest on one generated test file with nothing but the summary. */
function runTests(source: string): { status: number | null; lines: string[] } {
  const cache = join(root, '.cache/summary-reporter-test')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'run-'))
  try {
    writeFileSync(join(folder, 'it.test.ts'), `import { test } from 'vitest'\n${source}`)
    writeFileSync(
      join(folder, 'vitest.config.ts'),
      `import { SummaryReporter } from '${root}tools/summary-reporter.ts'
      export default { test: { reporters: [new SummaryReporter()] } }`,
    )
    const vitest = join(root, 'node_modules/vitest/vitest.mjs')
    const { status, stdout } = spawnSync(process.execPath, [vitest, 'run', '--root', folder])
    return { status, lines: String(stdout).trim().split('\n') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('SummaryReporter', () => {
  test('SummaryReporter ends with the counts and names each skip with its reason', () => {
    const { status, lines } = runTests(`test('a', () => {})
      test('b', (context) => context.skip('no camera here'))`)
    expect(lines).toEqual([
      'skipped it.test.ts > b: no camera here',
      '1 passed, 0 failed, 1 skipped',
    ])
    expect(status).toBe(0)
  })

  test('SummaryReporter fails a run with a skip that gives no reason', () => {
    const { status, lines } = runTests(`test('a', () => {}); test.skip('b', () => {})`)
    expect(lines.at(0)).toMatch(/NO REASON GIVEN/)
    expect(status).toBe(1)
  })

  test('SummaryReporter names what failed, and why, right before the counts', () => {
    const { lines } = runTests(`test('a', () => { throw new Error('no way\\nback') })`)
    expect(lines).toEqual(['failed it.test.ts > a: no way', '0 passed, 1 failed, 0 skipped'])
  })

  test('SummaryReporter counts a file that does not load as a failure', () => {
    const { status, lines } = runTests(`throw new Error('no')`)
    expect(lines.at(-1)).toBe('0 passed, 1 failed, 0 skipped')
    expect(status).toBe(1)
  })
})
