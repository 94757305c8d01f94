import { expect, it } from 'vitest'
import { chunksOf, inRealTime } from '../live-wake-word/sound.ts'

async function* pieces(...all: number[][]): AsyncGenerator<Uint8Array> {
  for (const piece of all) yield await Promise.resolve(new Uint8Array(piece))
}

it('chunksOf() keeps half a sample for the next piece', async () => {
  const heard: number[][] = []
  for await (const { samples } of chunksOf(pieces([0, 64, 0], [192]), 16_000))
    heard.push([...samples])
  expect(heard).toEqual([[0.5], [-0.5]])
})

it('inRealTime() waits as long as each chunk lasts', async () => {
  const waits: number[] = []
  const chunks = chunksOf(
    pieces(new Array<number>(320).fill(0), new Array<number>(64).fill(0)),
    16_000,
  )
  for await (const _ of inRealTime(chunks, (ms) => Promise.resolve(waits.push(ms))));
  expect(waits).toEqual([10, 2])
})
