import { expect, test } from 'vitest'
import { WorkerStore } from './browser/worker-store.ts'
import { bytes, describeStore, file, from, rest } from './describe-store.ts'

let count = 0
const fresh = (): string => `test-${crypto.randomUUID()}-${++count}`

describeStore('opfsStore()', async () => new WorkerStore('opfs', fresh()))
describeStore('cacheStore()', async () => new WorkerStore('cache', fresh()))

test.each(['opfs', 'cache'] as const)('%s: of several tabs one downloads', async (kind) => {
  const name = fresh()
  const tabs = [1, 2, 3].map(() => new WorkerStore(kind, name))
  let downloads = 0
  const counting = from(async (unfinished) => {
    downloads++
    await rest.into(unfinished)
  })
  const contents = await Promise.all(tabs.map((tab) => tab.fill(file, counting)))
  for (const content of contents) expect(await content.bytes()).toEqual(bytes)
  expect(downloads).toBe(1)
})

test('opfsStore() takes up the download of a tab that was closed', async () => {
  const name = fresh()
  const closed = new WorkerStore('opfs', name)
  const begun = new Promise<void>((resolve) => {
    const half = from(async (unfinished) => {
      await unfinished.append(bytes.subarray(0, 6_000))
      resolve()
      await new Promise(() => {})
    })
    void closed.fill(file, half)
  })
  await begun
  await closed[Symbol.asyncDispose]()
  await using next = new WorkerStore('opfs', name)
  let found = 0
  const resuming = from(async (unfinished) => {
    found = unfinished.size
    await rest.into(unfinished)
  })
  expect(await (await next.fill(file, resuming)).bytes()).toEqual(bytes)
  expect(found).toBe(6_000)
})

test('opfsStore() removes a file that was damaged and fetches it again', async () => {
  const name = fresh()
  const first = new WorkerStore('opfs', name)
  await first.fill(file, rest)
  await first[Symbol.asyncDispose]()
  const root = await navigator.storage.getDirectory()
  let folder = root
  for (const part of [name, 'blobs', 'sha256', file.sha256.slice(0, 2)])
    folder = await folder.getDirectoryHandle(part)
  const writable = await (await folder.getFileHandle(file.sha256)).createWritable()
  await writable.write(new Uint8Array(file.size))
  await writable.close()
  await using second = new WorkerStore('opfs', name)
  expect(await second.get(file)).toBeUndefined()
  expect(await (await second.fill(file, rest)).bytes()).toEqual(bytes)
})
