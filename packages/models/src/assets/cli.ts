import { copyFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { ActorError } from '../errors.ts'
import { makeFolder } from '../store/make-folder.ts'
import { listAssets } from './assets.ts'

const usage = `Copies the models and the WebAssembly that browsers need into a folder of your site.

  troupe-assets <folder> [--models ocr,language/detection] [--providers wasm,webgpu]

Serve the folder as /troupe/, or tell the worker where it is: serveAssetsFrom(url).`

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      models: { type: 'string' },
      providers: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  const [folder] = positionals
  if (values.help === true || folder === undefined) {
    console.log(usage)
    process.exitCode = values.help === true ? 0 : 2
    return
  }
  const assets = await listAssets({
    models: values.models?.split(','),
    providers: values.providers?.split(',') as ('wasm' | 'webgpu')[] | undefined,
  })
  let total = 0
  for (const { path, file } of assets) {
    const target = join(folder, path)
    await makeFolder(dirname(target))
    await copyFile(file, target)
    total += (await stat(target)).size
  }
  console.log(`${assets.length} files, ${(total / 2 ** 20).toFixed(1)} MB, in ${folder}`)
}

main().catch((error: unknown) => {
  console.error(ActorError.is(error) || error instanceof Error ? error.message : error)
  process.exitCode = 1
})
