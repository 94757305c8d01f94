import { readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { startChild } from '../support/child.ts'
import { temporaryFolder } from '../support/folder.ts'

const child = new URL('ort-child.ts', import.meta.url)
const without = new URL('without.ts', import.meta.url)

/** Everything below a folder but what tsx, which runs the child, caches. */
async function below(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true }))
    .filter((path) => !path.startsWith('tsx-'))
    .sort()
}

test('ort leaves no file of telemetry anywhere', async () => {
  await using home = await temporaryFolder()
  const env = {
    ORT_DISABLE_TELEMETRY: undefined,
    HOME: home.path,
    TMPDIR: home.path,
    XDG_CACHE_HOME: undefined,
    XDG_CONFIG_HOME: undefined,
    XDG_DATA_HOME: undefined,
  }
  await using running = startChild(child, {}, env)
  expect(await running.line('')).toBe('computed 2,42')
  expect(await running.ended).toBe(0)
  expect(await below(home.path)).toEqual([])
})

test('ort falls back to WebAssembly where onnxruntime-node is missing', async () => {
  await using running = startChild(without, {}, { WITHOUT: 'onnxruntime-node' })
  expect(await running.line('')).toBe('computed 2,42')
})

test('ort names what to install where nothing can compute', async () => {
  await using running = startChild(without, {}, { WITHOUT: 'onnxruntime-node,onnxruntime-web' })
  const line = await running.line('')
  expect(line).toContain('failed Nothing here can compute models. Install onnxruntime-node')
  expect(line).toContain(
    "onnxruntime-node: Cannot find package 'onnxruntime-node'; onnxruntime-web: ",
  )
})
