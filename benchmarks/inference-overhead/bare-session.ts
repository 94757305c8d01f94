import { registry, tensor } from '@troupe/models'
import { ort } from '@troupe/models/ort'

/** The model's session without an actor around it: pixels as [1, 3, side, side] in, probabilities out. */
export async function bareSession(
  side: number,
): Promise<(pixels: Float32Array) => Promise<Float32Array<ArrayBuffer>>> {
  const { model } = await registry().load('ocr/detection')
  const session = await ort.load(model, { threads: 1 })
  const [input, output] = [session.inputs[0]!.name, session.outputs[0]!.name]
  return async (pixels) => {
    const outputs = await session.run({ [input]: tensor('float32', [1, 3, side, side], pixels) })
    return outputs[output]!.data as Float32Array<ArrayBuffer>
  }
}
