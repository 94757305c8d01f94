import { expect, it } from 'vitest'
import { median, table } from '../result.ts'

it.each([
  [[3], 3],
  [[5, 1, 3], 3],
  [[4, 1, 3, 2], 2.5],
])('median(%j) is %d', (values, middle) => {
  expect(median(values)).toBe(middle)
})

it('table() shows the ratio of Troupe to the limit', () => {
  const [header, row] = table([
    { id: 'a/thread', unit: 'runs/s', better: 'higher', troupe: 97, limit: 100, peers: {} },
  ]).split('\n')
  expect(header).toMatch(/^id +troupe +limit +ratio +unit/)
  expect(row).toMatch(/^a\/thread +97\.00 +100\.0 +0\.970 +runs\/s/)
})
