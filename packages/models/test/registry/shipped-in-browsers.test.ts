import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { shippedSource } from '../../scripts/shipped-source.ts'

test('src/platform/shipped.ts holds the manifests in models/', async () => {
  const written = await readFile(new URL('../../src/platform/shipped.ts', import.meta.url), 'utf8')
  expect(
    written,
    'src/platform/shipped.ts is out of date: run `npx tsx packages/models/scripts/write-shipped.ts`',
  ).toBe(await shippedSource())
})
