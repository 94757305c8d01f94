import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { manifestJsonSchema } from '../../scripts/manifest-json-schema.ts'

test('schema/manifest.json is what the code checks', async () => {
  const written = await readFile(new URL('../../schema/manifest.json', import.meta.url), 'utf8')
  expect(
    written,
    'schema/manifest.json is out of date: run `npx tsx packages/models/scripts/write-schema.ts`',
  ).toBe(manifestJsonSchema())
})

test('schema/manifest.json allows no unknown field and requires what every manifest needs', () => {
  const schema = JSON.parse(manifestJsonSchema()) as {
    required: string[]
    additionalProperties: boolean
  }
  expect(schema.additionalProperties).toBe(false)
  expect(schema.required).toEqual([
    'id',
    'version',
    'task',
    'description',
    'licence',
    'files',
    'model',
    'inputs',
    'outputs',
  ])
})
