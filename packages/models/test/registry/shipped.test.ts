import { describe, expect, test } from 'vitest'
import { checkModel } from '../../src/check-model.ts'
import { parseManifest } from '../../src/manifest.ts'
import { ort } from '../../src/ort/node.ts'
import { shippedManifests } from '../../src/platform/catalogue.ts'
import { registry } from '../../src/registry.ts'
import { warmUp } from '../../src/warm-up.ts'

describe('the shipped manifests', () => {
  const manifests = shippedManifests().map(({ manifest }) => parseManifest(manifest))

  test('shippedManifests() holds every version once', () => {
    const names = manifests.map(({ id, version }) => `${id}@${version}`)
    expect(new Set(names).size).toBe(names.length)
  })

  test.each(manifests)('$id is here, is what its manifest says, and runs', async (manifest) => {
    const { model } = await registry().load(`${manifest.id}@${manifest.version}`)
    const session = await ort.load(model, { ...manifest.runtime?.node, name: manifest.id })
    checkModel(manifest, session)
    await warmUp(session, manifest)
    await session.dispose()
  })
})
