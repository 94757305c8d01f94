import { compare, type Contender } from '../measure/compare.ts'
import { flood } from '../measure/flood.ts'
import { pace } from '../measure/pace.ts'
import { newTensor } from '../message.ts'
import { swallowing } from '../raw/near.ts'
import { rawMover } from '../raw/mover.ts'
import type { Benchmark } from '../result.ts'
import { actorsAndPeers, raw } from './contenders.ts'

/** A tensor is moved to a thread and back: how long that takes. */
export const tensorRoundtrip: Benchmark = {
  ids: ['tensor-roundtrip/thread'],
  run: ({ rounds, window }) =>
    compare(
      [{ id: 'tensor-roundtrip/thread', unit: 'us', better: 'lower' }],
      [
        ...actorsAndPeers('thread', 'moves', () => {
          const exchange = pingPong(window)
          return (running) => exchange((tensor) => running.exchange!(tensor))
        }),
        mover(window),
      ],
      { rounds },
    ),
}

type Exchange = (tensor: Float32Array<ArrayBuffer>) => Promise<Float32Array<ArrayBuffer>>

/** The tensor that came back goes out again. */
function pingPong(window: number): (exchange: Exchange) => Promise<readonly number[]> {
  let tensor = newTensor()
  return async (exchange) => {
    const size = tensor.length
    const [median] = await pace(async () => (tensor = await exchange(tensor)), window)
    if (tensor.length !== size) throw new Error('the tensor did not come back')
    return [median]
  }
}

function mover(window: number): Contender {
  return {
    name: 'postMessage, moved',
    role: 'limit',
    async start() {
      const { exchange, stop } = rawMover()
      const play = pingPong(window)
      return { sample: () => play(exchange), stop }
    },
  }
}

/** Tensors under way at a time. */
const lanes = 2

/** Tensors are sent to a process: how many megabytes arrive in a second. */
export const tensorThroughput: Benchmark = {
  ids: ['tensor-throughput/subprocess'],
  run({ rounds, window }) {
    const tensor = newTensor()
    const megabytes = tensor.byteLength / 1e6
    const rate = async (send: () => Promise<unknown>): Promise<readonly number[]> => [
      megabytes * (await flood(send, window, lanes)),
    ]
    return compare(
      [{ id: 'tensor-throughput/subprocess', unit: 'MB/s', better: 'higher' }],
      [
        ...actorsAndPeers(
          'subprocess',
          'tensors',
          () => (running) => rate(() => running.lengthOf!(tensor)),
        ),
        raw('subprocess', 'a frame each', 'limit', () => (line) => {
          const swallow = swallowing(line)
          return rate(() => swallow(new Uint8Array(tensor.buffer)))
        }),
      ],
      { rounds },
    )
  },
}
