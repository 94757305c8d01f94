import { writeFile } from 'node:fs/promises'
import { manifestJsonSchema } from './manifest-json-schema.ts'

/** Writes `schema/manifest.json`. Run: `npx tsx packages/models/scripts/write-schema.ts`. */
await writeFile(new URL('../schema/manifest.json', import.meta.url), manifestJsonSchema())
