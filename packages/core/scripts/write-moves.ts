import { writeFile } from 'node:fs/promises'
import { movesSource } from './moves-source.ts'

/** Writes `src/supervise/lifecycle-moves.ts`. Run: `npx tsx packages/core/scripts/write-moves.ts`. */
await writeFile(new URL('../src/supervise/lifecycle-moves.ts', import.meta.url), movesSource())
