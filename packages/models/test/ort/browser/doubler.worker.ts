import { serve } from '@troupe/runtime-web/isolate'
import { inference } from '../../../src/inference.ts'
import { registry } from '../../../src/registry.ts'
import { digest } from '../../../src/store/digest.ts'
import { memoryStore } from '../../../src/store/memory.ts'
import { tensor } from '../../../src/tensor.ts'
import { parted } from '../../support/doubler.ts'
import { Doubler } from './doubler.protocol.ts'

const files = { 'model.onnx': parted.network, 'weights/two.data': parted.weights }
const [providers = 'webgpu,wasm'] = [new URLSearchParams(self.name).get('providers') ?? undefined]
const models = registry({
  store: memoryStore(),
  catalogue: [],
  manifests: [
    {
      id: 'test/doubler',
      version: '1.0.0',
      task: 'test',
      description: 'Doubles numbers.',
      licence: 'MIT',
      files: {
        'model.onnx': await described('model.onnx'),
        'weights/two.data': await described('weights/two.data'),
      },
      model: 'model.onnx',
      externalData: ['weights/two.data'],
      inputs: [{ name: 'x', type: 'float32', shape: ['batch', 2] }],
      outputs: [{ name: 'y', type: 'float32', shape: ['batch', 2] }],
      runtime: { web: { providers: providers.split(',') } },
    },
  ],
  sources: [
    {
      schemes: ['https:'],
      download: ({ file }, unfinished) => unfinished.append(files[file.name as keyof typeof files]),
    },
  ],
})

async function described(name: keyof typeof files) {
  const { [name]: bytes } = files
  const sources = [`https://models.invalid/${name}`]
  return { sha256: await digest(bytes), size: bytes.length, sources }
}

serve(
  inference(
    Doubler,
    { models: { net: 'test/doubler' }, registry: models },
    ({ models: { net } }) => ({
      async double(numbers) {
        const x = tensor('float32', [numbers.length / 2, 2], Float32Array.from(numbers))
        const { y } = await net.session.run({ x })
        return Array.from(y!.data as Float32Array)
      },
      provider: () => net.session.provider,
      async loseGpu() {
        const { env } = await import('onnxruntime-web/webgpu')
        const device = (await env.webgpu.device) as unknown as { destroy(): void }
        device.destroy()
      },
    }),
  ),
)
