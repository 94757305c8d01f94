import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from './files.ts'
import { installLinked } from './packed/install.ts'
import { homes, packAll } from './packed/pack.ts'
import { check, checksOf, writeApp } from './runtimes/check.ts'

const patience = { timeout: 240_000 }
const folder = mkdtempSync(join(tmpdir(), 'troupe-runtime-'))
const thisOne = { name: 'Node', version: process.versions.node, program: process.execPath }
const names = ['@troupe/core', '@troupe/models', '@troupe/runtime-node']

beforeAll(async () => {
  const tarballs = await packAll(join(folder, 'packed'), names)
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  for (const name of [...names, 'onnxruntime-node']) {
    await installLinked(folder, name, tarballs, homes['@troupe/models']!)
  }
  writeApp(folder)
}, patience.timeout)

afterAll(() => rmSync(folder, { recursive: true, force: true }), patience.timeout)

describe('npm run runtimes', patience, () => {
  test('its checks hold on this Node, and docs/runtimes.md tells of each', async () => {
    const page = readFileSync(join(root, 'docs/runtimes.md'), 'utf8')
    const checks = await checksOf(thisOne, folder)
    const outcomes = await Promise.all(
      checks.map(async (name) => [name, (await check(thisOne, folder, name)) ?? 'holds']),
    )
    expect(outcomes).toEqual(checks.map((name) => [name, 'holds']))
    expect(checks.filter((name) => !page.includes(`| ${name} |`))).toEqual([])
  })
})
