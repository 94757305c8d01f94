import { inference, zeros } from '@troupe/models'
import { Detect } from './detect.protocol.js'

export default inference(
  Detect,
  { models: { detect: 'ocr/detection' } },
  ({ models: { detect } }) => ({
    async run() {
      const outputs = await detect.session.run({ x: zeros('float32', [1, 3, 320, 320]) })
      return Object.values(outputs)[0].data.length
    },
  }),
)
