import { inference, tensor } from '@troupe/models'
import { Detect } from './detect.protocol.ts'

export default inference(
  Detect,
  { models: { detect: 'ocr/detection' } },
  ({ models: { detect } }) => {
    const [input] = detect.session.inputs
    const [output] = detect.session.outputs
    return {
      async run({ pixels, side }, call) {
        const outputs = await detect.session.run({
          [input!.name]: tensor('float32', [1, 3, side, side], pixels),
        })
        const probabilities = outputs[output!.name]!.data as Float32Array<ArrayBuffer>
        call.transfer(probabilities.buffer)
        return probabilities
      },
    }
  },
)
