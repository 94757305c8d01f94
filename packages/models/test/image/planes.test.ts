import { expect, test } from 'vitest'
import { writePlanes } from '../../src/image/planes.ts'
import { picture } from './picture.ts'

test('writePlanes writes blue, green, red less their means by their deviations, and no more', () => {
  const image = picture(1, 2, (_, y) => (y === 0 ? [255, 0, 51] : [0, 255, 102]))
  const into = new Float32Array(14).fill(9)
  writePlanes(image, { mean: [0.2, 0.5, 0], deviation: [0.1, 0.5, 2] }, into, 1, 2)
  const known = [9, 0, 9, 2, 9, -1, 9, 1, 9, 0.5, 9, 0, 9, 9]
  into.forEach((value, index) => expect(value).toBeCloseTo(known[index]!, 5))
})
