import { Piscina } from 'piscina'

export { echo } from './work.ts'

export function exchange(tensor: Float32Array): unknown {
  return Piscina.move(tensor)
}
