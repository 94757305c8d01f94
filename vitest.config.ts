import { defineConfig } from 'vitest/config'
import { bundlePackages } from './tools/bootstrap/bundle.mjs'
import { browserProjects } from './tools/browser.ts'
import { ConformanceReporter } from './tools/conformance-reporter.ts'
import { PatienceReporter } from './tools/patience-reporter.ts'
import { SummaryReporter } from './tools/summary-reporter.ts'

// Every process that a test starts inherits it; onnxruntime reads it when it is loaded.
process.env['ORT_DISABLE_TELEMETRY'] = '1'

// What isolates load in the tests is what is built.
await bundlePackages()

/** `enforce`: whether a full run fails for a case without proof and for a table out of date. */
const conformance = new ConformanceReporter({ enforce: true })

export default defineConfig(async () => ({
  test: {
    projects: [
      {
        // Node 20 does not parse `using`.
        oxc: { target: 'node20' },
        test: {
          name: 'node',
          include: [
            'packages/*/test/**/*.test.ts',
            'examples/**/*.test.ts',
            'chaos/**/*.test.ts',
            'benchmarks/**/*.test.ts',
            'tools/**/*.test.ts',
            '.cache/doc-examples/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/dist/**'],
          pool: 'forks' as const,
          setupFiles: ['./tools/stuck-guard.ts'],
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      ...(await browserProjects()),
    ],
    reporters: ['default', new PatienceReporter(), conformance, new SummaryReporter()],
  },
}))
