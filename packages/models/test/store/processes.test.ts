import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { http } from '../../src/source/http.ts'
import { fsStore } from '../../src/store/fs.ts'
import { type Child, startChild } from '../support/child.ts'
import { temporaryFolder } from '../support/folder.ts'
import { sha256 } from '../support/manifest.ts'
import { type Answer, sends, serve } from '../support/server.ts'
import { someBytes } from '../support/some-bytes.ts'

const bytes = someBytes(200_000)
const file = {
  model: 'test/model@1.0.0',
  name: 'model.onnx',
  sha256: sha256(bytes),
  size: bytes.length,
}

const startDownload = (folder: string, url: string): Child =>
  startChild(new URL('download-child.ts', import.meta.url), { folder, url, file })

async function storedBy(child: Child): Promise<string> {
  const path = (await child.line('done')).slice('done '.length)
  expect(await child.ended).toBe(0)
  return sha256(await readFile(path))
}

test('fsStore() resumes the download of a process that was killed', async () => {
  await using folder = await temporaryFolder()
  await using server = await serve(sends(bytes, { stallAfter: 60_000 }), sends(bytes))
  await using child = startDownload(folder.path, server.url)
  await child.line('size 60000')
  child.kill()
  expect(await child.ended).toBe('SIGKILL')

  const request = { source: server.url, file, base: undefined, signal: undefined }
  const content = await fsStore({ folder: folder.path }).fill(file, {
    source: server.url,
    into: (unfinished) => http().download!(request, unfinished),
  })
  expect(sha256(await content.bytes())).toBe(file.sha256)
  expect(server.requests[1]!.headers.range).toBe('bytes=60000-')
})

test('fsStore() lets a process that waits take over from one that is killed', async () => {
  await using folder = await temporaryFolder()
  await using server = await serve(sends(bytes, { stallAfter: 60_000 }), sends(bytes))
  await using first = startDownload(folder.path, server.url)
  await first.line('size 60000')
  await using second = startDownload(folder.path, server.url)
  await second.line('waiting')
  first.kill()
  expect(await storedBy(second)).toBe(file.sha256)
  expect(server.requests.map(({ headers }) => headers.range)).toEqual([undefined, 'bytes=60000-'])
})

test('fsStore() downloads once for four processes at the same time', async () => {
  await using folder = await temporaryFolder()
  let release = (): void => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  const held: Answer = (request, response) =>
    void released.then(() => sends(bytes)(request, response))
  await using server = await serve(held)
  const children = Array.from({ length: 4 }, () => startDownload(folder.path, server.url))
  await using _children = {
    [Symbol.asyncDispose]: async () => {
      for (const child of children) await child[Symbol.asyncDispose]()
    },
  }
  let waiting = 0
  for (const child of children) {
    void child.line('waiting').then(
      () => ++waiting === 3 && release(),
      () => {},
    )
  }
  expect(await Promise.all(children.map(storedBy))).toEqual(Array(4).fill(file.sha256))
  expect(server.requests).toHaveLength(1)
})
