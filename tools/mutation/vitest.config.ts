import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { QuickFirst } from './quick-first.ts'

/** The tests that decide about mutants: those of the mutated files, and nothing slower. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  oxc: { target: 'node20' },
  test: {
    include: [
      'packages/core/test/{supervise,stall,actor,call,mutants}/**/*.test.ts',
      'packages/core/test/supervise-tree/{agenda,host-clock,measure,tree}.test.ts',
      'packages/core/test/{standby/names,mistakes/trees}.test.ts',
    ],
    // How long something takes says nothing of a mutant.
    exclude: ['**/node_modules/**', '**/dist/**', '**/scale.test.ts'],
    setupFiles: ['tools/mutation/setup.ts'],
    sequence: { sequencer: QuickFirst },
    // Of the supervisor's laws: else a mutant that one run finds survives the next.
    env: { TROUPE_RUNS: '100', TROUPE_SEED: '1' },
  },
})
