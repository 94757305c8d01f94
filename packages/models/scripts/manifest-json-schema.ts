import { toJsonSchema } from '@valibot/to-json-schema'
import { manifestSchema } from '../src/manifest-schema.ts'

/** The JSON Schema of a manifest, as the text of `schema/manifest.json`. */
export function manifestJsonSchema(): string {
  const schema = toJsonSchema(manifestSchema, { target: 'draft-07' })
  const titled = {
    $schema: schema.$schema,
    title: 'Model manifest of @troupe/models',
    ...schema,
  }
  return `${JSON.stringify(titled, null, 2)}\n`
}
