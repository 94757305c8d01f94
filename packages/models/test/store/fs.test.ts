import {
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ActorError } from '@troupe/core'
import { describe, expect, test } from 'vitest'
import { defaultFolder, fsStore } from '../../src/store/fs.ts'
import { makeFolder } from '../../src/store/make-folder.ts'
import { temporaryFolder } from '../support/folder.ts'
import { sha256 } from '../support/manifest.ts'
import { bytes, describeStore, file, from, rest } from './describe-store.ts'

describeStore('fsStore()', async () => {
  const folder = await temporaryFolder()
  return {
    ...fsStore({ folder: folder.path }),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
})

const blob = join('blobs', 'sha256', file.sha256.slice(0, 2), file.sha256)

/** Every file in a folder, by its path in it. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

describe('fsStore() on the disk', () => {
  test('fsStore() leaves one read-only file under its hash, and nothing else', async () => {
    await using folder = await temporaryFolder()
    const content = await fsStore({ folder: folder.path }).fill(file, rest)
    expect(content.path).toBe(join(folder.path, blob))
    expect((await stat(content.path!)).mode & 0o777).toBe(0o444)
    expect(await filesIn(folder.path)).toEqual([blob])
  })

  test('fsStore() writes nothing when it is only asked', async () => {
    await using folder = await temporaryFolder()
    await fsStore({ folder: join(folder.path, 'store') }).get(file)
    expect(await readdir(folder.path)).toEqual([])
  })

  test('fsStore() serves what another instance stored', async () => {
    await using folder = await temporaryFolder()
    await fsStore({ folder: folder.path }).fill(file, rest)
    expect(await fsStore({ folder: folder.path }).get(file)).toHaveProperty('path')
  })

  test.each<[string, (path: string) => Promise<void>]>([
    ['truncated', (path) => truncate(path, 5_000)],
    ['overwritten', (path) => writeFile(path, new Uint8Array(10_000))],
    ['emptied', (path) => truncate(path, 0)],
  ])('fsStore() removes a file that was %s and fetches it again', async (_what, harm) => {
    await using folder = await temporaryFolder()
    const store = fsStore({ folder: folder.path })
    const { path } = await store.fill(file, rest)
    await chmod(path!, 0o644)
    await harm(path!)
    expect(await store.get(file)).toBeUndefined()
    expect(await filesIn(folder.path)).toEqual([])
    const again = await store.fill(file, rest)
    expect(sha256(await again.bytes())).toBe(file.sha256)
  })

  test('fsStore() never takes an unfinished download for the file', async () => {
    await using folder = await temporaryFolder()
    const store = fsStore({ folder: folder.path })
    const cut = from(async (unfinished) => {
      await unfinished.append(bytes.subarray(0, 9_999))
      throw new Error('cut')
    })
    await expect(store.fill(file, cut)).rejects.toThrow('cut')
    expect(await filesIn(folder.path)).toEqual([join('partial', file.sha256)])
    expect(await store.get(file)).toBeUndefined()
  })

  test('fsStore() leaves a writer that lost its lock with a file of its own', async () => {
    await using folder = await temporaryFolder()
    const store = fsStore({ folder: folder.path })
    const part = join(folder.path, 'partial', file.sha256)
    const cut = from(async (unfinished) => {
      await unfinished.append(bytes.subarray(0, 100))
      throw new Error('cut')
    })
    await store.fill(file, cut).catch(() => {})
    const { ino } = await stat(part)
    const looking = from(async (unfinished) => {
      expect((await stat(part)).ino).not.toBe(ino)
      await rest.into(unfinished)
    })
    await store.fill(file, looking)
  })

  test('fsStore() takes the file of whoever took its lock over', async () => {
    await using folder = await temporaryFolder()
    const store = fsStore({ folder: folder.path })
    const overtaken = from(async (unfinished) => {
      await rest.into(unfinished)
      await mkdir(dirname(join(folder.path, blob)), { recursive: true })
      await rename(join(folder.path, 'partial', file.sha256), join(folder.path, blob))
    })
    const content = await store.fill(file, overtaken)
    expect(sha256(await content.bytes())).toBe(file.sha256)
  })

  test('fsStore() begins anew where something else than a file is in the way', async () => {
    await using folder = await temporaryFolder()
    await mkdir(join(folder.path, 'partial', file.sha256, 'inside'), { recursive: true })
    const content = await fsStore({ folder: folder.path }).fill(file, rest)
    expect(sha256(await content.bytes())).toBe(file.sha256)
  })

  test('fsStore() says whose disk is full', async () => {
    await using folder = await temporaryFolder()
    const full = from(() =>
      Promise.reject(
        Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }),
      ),
    )
    await expect(fsStore({ folder: folder.path }).fill(file, full)).rejects.toThrow(
      `the disk of ${folder.path} is full (ENOSPC: no space left on device); make room there, or set TROUPE_MODELS`,
    )
  })

  test('fsStore() fails with the reason where it cannot write', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'file')
    await writeFile(path, 'in the way')
    await expect(fsStore({ folder: path }).fill(file, rest)).rejects.toThrow(/ENOTDIR|EEXIST/)
    expect(await fsStore({ folder: path }).get(file)).toBeUndefined()
    expect(await readFile(path, 'utf8')).toBe('in the way')
  })

  test('fsStore() says what to set where its folder cannot be made', async (context) => {
    if (process.platform !== 'linux') context.skip('only Linux has /proc')
    const error: unknown = await fsStore({ folder: '/proc/x' })
      .fill(file, rest)
      .catch((error: unknown) => error)
    if (!ActorError.is(error, 'invalid-argument')) throw error
    expect(error.message).toMatch(/\/proc\/x cannot be used \(ENOENT.*set TROUPE_MODELS/)
    expect(error.details.argument).toBe('folder')
  })

  test('fsStore() makes its folder when another makes it at the same time', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'a', 'b', 'c')
    await Promise.all(Array.from({ length: 8 }, () => makeFolder(path)))
    expect((await stat(path)).isDirectory()).toBe(true)
  })
})

describe('defaultFolder()', () => {
  test('defaultFolder() takes TROUPE_MODELS, then the folder for caches', () => {
    expect(defaultFolder({ TROUPE_MODELS: '/a', XDG_CACHE_HOME: '/b' }, 'linux')).toBe('/a')
    expect(defaultFolder({ XDG_CACHE_HOME: '/b' }, 'linux')).toBe('/b/troupe/models')
    expect(defaultFolder({}, 'linux')).toMatch(/\/\.cache\/troupe\/models$/)
    expect(defaultFolder({}, 'darwin')).toMatch(/Library\/Caches\/troupe\/models$/)
    expect(defaultFolder({ LOCALAPPDATA: 'L' }, 'win32')).toBe(join('L', 'troupe', 'models'))
  })
})
