import { describe, expect, test } from 'vitest'
import { checkLayers, readDeclared, readSources } from './check-layers.ts'
import { root } from './files.ts'

const declared = new Map([
  ['packages/core', new Set(['msgpackr', 'xstate'])],
  ['packages/models', new Set(['@troupe/core'])],
])

function check(sources: Record<string, string>): string[] {
  const entries = Object.entries(sources).map(([path, text]) => [`packages/${path}`, text] as const)
  return checkLayers(new Map(entries), declared)
}

describe('checkLayers()', () => {
  test('checkLayers() finds nothing wrong in this repository', () => {
    expect(checkLayers(readSources(root), readDeclared(root))).toEqual([])
  })

  test('checkLayers() accepts imports that point down', () => {
    const problems = check({
      'core/src/supervise/drive.ts': `import { x } from '../actor/near-side.ts'`,
      'models/src/manifest.ts': `import { ActorError } from '@troupe/core'`,
    })
    expect(problems).toEqual([])
  })

  test('checkLayers() names an import that points up', () => {
    const problems = check({
      'core/src/wire/codec.ts': `import { x } from '../actor/near-side.ts'`,
    })
    expect(problems).toEqual([
      'packages/core/src/wire/codec.ts:1: packages/core/src/actor/near-side.ts stands above it in the drawing',
    ])
  })

  test('checkLayers() lets types point up, for they are not loaded', () => {
    const source = `import { type X } from '../actor/near-side.ts'\nexport type { Y } from '../actor/ref.ts'`
    expect(check({ 'core/src/wire/codec.ts': source })).toEqual([])
  })

  test('checkLayers() refuses a package that core must not know', () => {
    const problems = check({
      'core/src/wire/codec.ts': `import '@troupe/models'\nimport 'node:fs'\nawait import('lodash')`,
    })
    expect(problems).toEqual([
      'packages/core/src/wire/codec.ts:1: @troupe/core must not know @troupe/models',
      'packages/core/src/wire/codec.ts:2: packages/core must not know Node (node:fs)',
      'packages/core/src/wire/codec.ts:3: lodash is in neither dependencies nor peerDependencies of @troupe/core',
    ])
  })

  test('checkLayers() refuses Node in what models run in browsers', () => {
    const problems = check({
      'models/src/tasks/ocr/lines.ts': `import 'node:fs'`,
      'models/src/ort/node.ts': `import 'node:fs'`,
    })
    expect(problems).toEqual([
      "packages/models/src/tasks/ocr/lines.ts:1: only models' files for Node may import node:fs",
    ])
  })

  test('checkLayers() refuses a way around the package of another', () => {
    const problems = check({ 'models/src/a.ts': `import '../../core/src/errors.ts'` })
    expect(problems).toEqual([
      "packages/models/src/a.ts:1: packages/core/src/errors.ts is outside this package's sources",
    ])
  })

  test('checkLayers() shows a cycle', () => {
    const problems = check({
      'core/src/actor/a.ts': `import './b.ts'`,
      'core/src/actor/b.ts': `export { a } from './a.ts'`,
    })
    expect(problems).toEqual([
      'import cycle: packages/core/src/actor/a.ts -> packages/core/src/actor/b.ts -> packages/core/src/actor/a.ts',
    ])
  })

  test('checkLayers() shows how the actor subpath comes to load XState', () => {
    const problems = check({
      'core/src/actor.ts': `export * from './actor/actor.ts'`,
      'core/src/actor/actor.ts': `import { setup } from 'xstate'`,
    })
    expect(problems).toEqual([
      '@troupe/core/actor loads too much: packages/core/src/actor.ts -> packages/core/src/actor/actor.ts -> xstate',
    ])
  })

  test('checkLayers() asks for a place for a new folder of core', () => {
    const problems = check({ 'core/src/novel/a.ts': `import '../errors.ts'` })
    expect(problems).toEqual([
      'packages/core/src/novel/a.ts:1: packages/core/src/novel/a.ts has no place in the drawing (tools/check-layers/drawing.ts)',
    ])
  })
})
