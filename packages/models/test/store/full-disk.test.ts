import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { fsStore } from '../../src/store/fs.ts'
import { temporaryFolder } from '../support/folder.ts'
import { sha256 } from '../support/manifest.ts'
import { bytes, file, from, rest } from './describe-store.ts'

vi.mock('node:fs/promises', async (original) => ({
  ...(await original<typeof import('node:fs/promises')>()),
  copyFile: () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })),
}))

test('fsStore() begins a download anew where its half has no room a second time', async () => {
  await using folder = await temporaryFolder()
  const store = fsStore({ folder: folder.path })
  const cut = from(async (unfinished) => {
    await unfinished.append(bytes.subarray(0, 100))
    throw new Error('cut')
  })
  await store.fill(file, cut).catch(() => {})
  expect(await readdir(join(folder.path, 'partial'))).toEqual([file.sha256])
  const content = await store.fill(file, rest)
  expect(sha256(await content.bytes())).toBe(file.sha256)
})
