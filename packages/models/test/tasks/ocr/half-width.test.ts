import { expect, test } from 'vitest'
import { toHalfWidth } from '../../../src/tasks/ocr/half-width.ts'

test('toHalfWidth changes the forms of a Latin line and leaves a Chinese one', () => {
  expect(toHalfWidth('gate， count（two）！')).toBe('gate, count(two)!')
  expect(toHalfWidth('你好，世界')).toBe('你好，世界')
})
