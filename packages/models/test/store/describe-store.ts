import { ActorError } from '@troupe/core'
import { describe, expect, test } from 'vitest'
import type { Download, Store, Unfinished, WantedFile } from '../../src/store/store.ts'
import { digest } from '../../src/store/digest.ts'
import { someBytes } from '../support/some-bytes.ts'

export const bytes = someBytes(10_000)
export const file: WantedFile = {
  model: 'test/model@1.0.0',
  name: 'model.onnx',
  sha256: await digest(bytes),
  size: bytes.length,
}

export function from(into: (unfinished: Unfinished) => Promise<void>): Download {
  return { source: 'test:source', into }
}

/** Brings the rest of the bytes. */
export const rest = from((unfinished) => unfinished.append(bytes.subarray(unfinished.size)))

const never = from(() => Promise.reject(new Error('nothing should be downloaded')))

const hashOf = async (bytes: Promise<Uint8Array>): Promise<string> =>
  digest((await bytes) as Uint8Array<ArrayBuffer>)

/** What every store does. */
export function describeStore(name: string, make: () => Promise<Store & AsyncDisposable>): void {
  describe(name, () => {
    test(`${name} has nothing at first`, async () => {
      await using store = await make()
      expect(await store.get(file)).toBeUndefined()
    })

    test(`${name} gives what was downloaded, without a second download`, async () => {
      await using store = await make()
      const content = await store.fill(file, rest)
      expect(await hashOf(content.bytes())).toBe(file.sha256)
      expect(await hashOf((await store.get(file))!.bytes())).toBe(file.sha256)
      expect(await hashOf((await store.fill(file, never)).bytes())).toBe(file.sha256)
    })

    test(`${name} keeps what came before a download failed`, async () => {
      await using store = await make()
      const failing = from(async (unfinished) => {
        await unfinished.restart('"tag"')
        await unfinished.append(bytes.subarray(0, 4_000))
        throw new Error('cut')
      })
      await expect(store.fill(file, failing)).rejects.toThrow('cut')
      expect(await store.get(file)).toBeUndefined()
      let found: unknown
      const resuming = from(async (unfinished) => {
        found = { size: unfinished.size, tag: unfinished.tag }
        await rest.into(unfinished)
      })
      expect(await hashOf((await store.fill(file, resuming)).bytes())).toBe(file.sha256)
      expect(found).toEqual({ size: 4_000, tag: '"tag"' })
    })

    test(`${name} downloads once for all who ask at the same time`, async () => {
      await using store = await make()
      let downloads = 0
      const counting = from(async (unfinished) => {
        downloads++
        await rest.into(unfinished)
      })
      await Promise.all([1, 2, 3, 4].map(() => store.fill(file, counting)))
      expect(downloads).toBe(1)
    })

    test(`${name} lets the next one download when the first fails`, async () => {
      await using store = await make()
      const begun = deferred()
      const giveUp = deferred()
      const failing = store.fill(
        file,
        from(() => {
          begun.resolve()
          return giveUp.promise
        }),
      )
      await begun.promise
      const working = store.fill(file, rest)
      giveUp.reject(new Error('no'))
      await expect(failing).rejects.toThrow('no')
      expect(await hashOf((await working).bytes())).toBe(file.sha256)
    })

    test.each([
      ['wrong', bytes.map((byte) => byte ^ 1)],
      ['truncated', bytes.subarray(1)],
      ['too long', someBytes(10_001)],
    ])(
      `${name} refuses a %s file, after a second try, and keeps nothing of it`,
      async (_what, wrong) => {
        await using store = await make()
        let tries = 0
        const lying = from(async (unfinished) => {
          tries++
          await unfinished.append(wrong)
        })
        const error = await store.fill(file, lying).catch((error: unknown) => error)
        if (!ActorError.is(error, 'model-corrupt')) throw error
        expect(error.details).toMatchObject({
          model: file.model,
          file: file.name,
          source: 'test:source',
        })
        expect(tries).toBe(2)
        expect(await store.get(file)).toBeUndefined()
        expect(await hashOf((await store.fill(file, rest)).bytes())).toBe(file.sha256)
      },
    )

    test(`${name} recovers where kept parts do not belong together`, async () => {
      await using store = await make()
      const junk = from(async (unfinished) => {
        await unfinished.append(new Uint8Array(4_000))
        throw new Error('cut')
      })
      await expect(store.fill(file, junk)).rejects.toThrow('cut')
      expect(await hashOf((await store.fill(file, rest)).bytes())).toBe(file.sha256)
    })

    test(`${name} forgets what is deleted`, async () => {
      await using store = await make()
      await store.fill(file, rest)
      await store.delete(file)
      expect(await store.get(file)).toBeUndefined()
      await store.delete(file)
    })
  })
}

function deferred(): {
  promise: Promise<void>
  resolve: () => void
  reject: (error: Error) => void
} {
  let resolve = (): void => {}
  let reject = (_: Error): void => {}
  const promise = new Promise<void>((done, failed) => {
    resolve = done
    reject = failed
  })
  return { promise, resolve, reject }
}
