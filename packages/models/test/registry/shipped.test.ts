import { describe, expect, test } from 'vitest'
import { checkModel } from '../../src/check-model.ts'
import { ort } from '../../src/ort/node.ts'
import { shipped } from '../../src/platform/shipped.ts'
import { registry } from '../../src/registry.ts'
import { warmUp } from '../../src/warm-up.ts'

describe('the shipped manifests', () => {
  test('shipped holds every version once', () => {
    const names = shipped.map(({ id, version }) => `${id}@${version}`)
    expect(new Set(names).size).toBe(names.length)
  })

  test.each(shipped)('$id is here, is what its manifest says, and runs', async (manifest) => {
    const { model } = await registry().load(`${manifest.id}@${manifest.version}`)
    const session = await ort.load(model, { ...manifest.runtime?.node, name: manifest.id })
    checkModel(manifest, session)
    await warmUp(session, manifest)
    await session.dispose()
  })
})
