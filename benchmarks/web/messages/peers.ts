import { proxy, transfer, wrap } from 'comlink'
import { spawn, Thread, Transfer } from 'threads'
import type { Parties } from '../../families/place.ts'
import type { Peer, StartPeer } from '../../peers/peer.ts'
import type { Party } from '../../workers/comlink-party.ts'
import type { Served } from '../../workers/comlink-served.ts'

const startComlink: StartPeer = async () => {
  const worker = new Worker(new URL('./workers/comlink.worker.ts', import.meta.url), {
    type: 'module',
  })
  const served = wrap<Served>(worker)
  return {
    echo: (message) => served.echo(message),
    exchange: (tensor) => served.exchange(transfer(tensor, [tensor.buffer])),
    items: (count, take) => served.items(count, proxy(take)),
    stop: async () => worker.terminate(),
  }
}

const startThreads: StartPeer = async () => {
  const worker = new Worker(new URL('./workers/threads.worker.ts', import.meta.url), {
    type: 'module',
  })
  const served = await spawn(worker)
  return {
    echo: (message) => served.echo(message),
    exchange: (tensor) => served.exchange(Transfer(tensor, [tensor.buffer])),
    items: (count, take) =>
      new Promise((resolve, reject) => served.items(count).subscribe(take, reject, resolve)),
    stop: () => Thread.terminate(served),
  }
}

const can = { isolates: ['worker'], moves: ['worker'], streams: ['worker'] } as const

/** What adopters would pick instead in a page. */
export const peers: readonly Peer[] = [
  { name: 'comlink', ...can, load: async () => startComlink },
  { name: 'threads', ...can, load: async () => startThreads },
]

/** Two workers of comlink that can be given the ends of a channel. */
export function startParties(): Parties {
  const [asking, answering] = [startParty(), startParty()]
  return {
    asking: wrap<Party>(asking) as unknown as Party,
    answering: wrap<Party>(answering) as unknown as Party,
    give: (port) => transfer(port, [port]),
    stop: async () => [asking, answering].forEach((worker) => worker.terminate()),
  }
}

function startParty(): Worker {
  return new Worker(new URL('./workers/comlink-party.worker.ts', import.meta.url), {
    type: 'module',
  })
}
