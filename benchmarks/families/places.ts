import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { comlink, endpoint } from '../peers/comlink-port.ts'
import { erlang } from '../peers/erlang.ts'
import { peers } from '../peers/peers.ts'
import { isolateOf, startTroupe } from '../peers/troupe.ts'
import { startBare } from '../raw/bare.ts'
import { rawMover } from '../raw/mover.ts'
import { rawProcess } from '../raw/pipe.ts'
import { rawRing } from '../raw/ring.ts'
import { rawThread } from '../raw/thread.ts'
import type { Party } from '../workers/comlink-party.ts'
import type { MovingPlace, Parties, Place } from './place.ts'

export const thread: MovingPlace = {
  kind: 'thread',
  ...{ startTroupe, peers },
  medium: 'postMessage',
  isolateOf: (actor) => isolateOf('thread', actor),
  startLine: rawThread,
  startRing: rawRing,
  startBare: () => startBare('thread'),
  startMover: rawMover,
  startParties,
  spin,
}

export const subprocess: Place = {
  kind: 'subprocess',
  ...{ startTroupe, peers },
  medium: 'pipe',
  isolateOf: (actor) => isolateOf('subprocess', actor),
  startLine: rawProcess,
  startBare: () => startBare('subprocess'),
  spin,
  erlang,
}

export const places: readonly Place[] = [thread, subprocess]

function startParties(): Parties {
  const file = new URL('../workers/comlink-caller.js', import.meta.url)
  const workers = [new Worker(file), new Worker(file)]
  const [asking, answering] = workers.map((worker) => comlink.wrap<Party>(endpoint(worker)))
  return {
    asking: asking!,
    answering: answering!,
    give: (port) => comlink.transfer(port, [port] as never),
    stop: () => Promise.all(workers.map((worker) => worker.terminate())),
  }
}

async function spin(milliseconds: number): Promise<void> {
  const file = new URL('../workers/spinner.js', import.meta.url)
  await once(new Worker(file, { workerData: milliseconds }), 'exit')
}
