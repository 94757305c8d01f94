import { ort } from '../../src/ort/node.ts'
import { tensor } from '../../src/tensor.ts'
import { doubler } from '../support/doubler.ts'

try {
  const session = await ort.load(doubler)
  const { y } = await session.run({ x: tensor('float32', [1, 2], new Float32Array([1, 21])) })
  await session.dispose()
  console.log(`computed ${y!.data.join()}`)
} catch (error) {
  console.log(`failed ${(error as Error).message}`)
}
