import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** The tests that decide about mutants: those that import the sources of core, and nothing slower. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  oxc: { target: 'node20' },
  test: {
    include: ['packages/core/test/{supervise,actor,call,mutants}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 30_000,
  },
})
