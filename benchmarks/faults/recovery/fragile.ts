import type { Actor } from '@troupe/core/actor'
import { inference, zeros } from '@troupe/models'
import { Fragile } from './fragile.protocol.ts'
import { measuredModels, type MeasuredModel } from './model.ts'

/** Serves one of the measured models. */
export function fragile(id: MeasuredModel['id']): Actor<typeof Fragile> {
  const { reference, shape } = measuredModels.find((model) => model.id === id)!
  return inference(Fragile, { models: { network: reference } }, ({ models: { network } }) => {
    const [input] = network.session.inputs
    const [output] = network.session.outputs
    return {
      async run() {
        const outputs = await network.session.run({ [input!.name]: zeros('float32', shape) })
        return outputs[output!.name]!.data.length
      },
      crash: () => process.exit(3),
    }
  })
}
