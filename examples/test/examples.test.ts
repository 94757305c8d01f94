import { expect, it } from 'vitest'
import { promised, run } from './run.ts'

const examples = [
  'counter',
  'crash-and-recover',
  'stream-and-cancel',
  'pool',
  'pipeline',
  'live-wake-word',
  'mail-judge',
  'remote-isolate',
]

it.each(examples)('%s prints what its README says', { timeout: 120_000 }, async (example) => {
  const { args, output } = promised(example)
  expect(await run(args)).toEqual({ code: 0, stdout: output, stderr: '' })
})
