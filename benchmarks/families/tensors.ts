import type { Comparison, Contender } from '../measure/compare.ts'
import { flood } from '../measure/flood.ts'
import { pace } from '../measure/pace.ts'
import { newTensor } from '../message.ts'
import { swallowing } from '../raw/near.ts'
import { actorsAndPeers, raw } from './contenders.ts'
import type { MovingPlace, Place } from './place.ts'

/** A tensor is moved to an isolate and back: how long that takes. */
export function tensorRoundtrip(place: MovingPlace): Comparison {
  return {
    headings: [{ id: `tensor-roundtrip/${place.kind}`, unit: 'us', better: 'lower' }],
    contenders: ({ window }) => [
      ...actorsAndPeers(place, 'moves', () => {
        const exchange = pingPong(window)
        return (running) => exchange((tensor) => running.exchange!(tensor))
      }),
      mover(place, window),
    ],
  }
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

function mover(place: MovingPlace, window: number): Contender {
  return {
    name: `${place.medium}, moved`,
    role: 'limit',
    async start() {
      const { exchange, stop } = place.startMover()
      const play = pingPong(window)
      return { sample: () => play(exchange), stop }
    },
  }
}

/** Tensors under way at a time. */
const lanes = 2

/** Tensors are sent as copies: how many megabytes arrive in a second. */
export function tensorThroughput(place: Place): Comparison {
  const tensor = newTensor()
  const megabytes = tensor.byteLength / 1e6
  return {
    headings: [{ id: `tensor-throughput/${place.kind}`, unit: 'MB/s', better: 'higher' }],
    contenders({ window }) {
      const rate = async (send: () => Promise<unknown>): Promise<readonly number[]> => [
        megabytes * (await flood(send, window, lanes)),
      ]
      return [
        ...actorsAndPeers(
          place,
          'tensors',
          () => (running) => rate(() => running.lengthOf!(tensor)),
        ),
        raw(place, 'a frame each', 'limit', () => (line) => {
          const swallow = swallowing(line)
          return rate(() => swallow(new Uint8Array(tensor.buffer)))
        }),
      ]
    },
  }
}
