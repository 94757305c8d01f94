import { writeFile } from 'node:fs/promises'
import { shippedSource } from './shipped-source.ts'

/** Writes `src/platform/shipped.ts`. Run: `npx tsx packages/models/scripts/write-shipped.ts`. */
await writeFile(new URL('../src/platform/shipped.ts', import.meta.url), await shippedSource())
