import { MessageChannel, Worker } from 'node:worker_threads'
import { child, supervise } from '@troupe/core'
import { compare, type Contender } from '../measure/compare.ts'
import { comlink, endpoint } from '../peers/comlink-port.ts'
import { isolateOf } from '../peers/troupe.ts'
import type { Benchmark } from '../result.ts'
import { Caller } from '../workers/caller.protocol.ts'
import type { Party } from '../workers/comlink-caller.ts'
import { Mirror } from '../workers/mirror.protocol.ts'

/** Two isolates talk: floods for so many milliseconds after a pause, and gives asks per second. */
interface Talk {
  flood(pause: number, milliseconds: number): Promise<number>
  stop(): Promise<unknown>
}

type Load = (milliseconds: number) => Promise<unknown>

/** Until the measurement has begun, and beyond its end. */
const margin = 100

/**
 * Two isolates talk while the app's thread computes. The limit is the same talk while another
 * thread computes in its stead, so that the same cores are left for it.
 */
export const direct: Benchmark = {
  ids: ['direct/thread'],
  run: ({ rounds, window }) =>
    compare(
      [{ id: 'direct/thread', unit: 'asks/s', better: 'higher' }],
      [
        contender('troupe', 'troupe', startTroupe, busy, window),
        contender('troupe, app idle', 'limit', startTroupe, elsewhere, window),
        contender('troupe, all idle', 'aside', startTroupe, async () => {}, window),
        contender('comlink', 'peer', startComlink, busy, window),
        contender('comlink, app idle', 'aside', startComlink, elsewhere, window),
      ],
      { rounds },
    ),
}

function contender(
  name: string,
  role: Contender['role'],
  begin: () => Promise<Talk>,
  load: Load,
  window: number,
): Contender {
  return {
    name,
    role,
    async start() {
      const talk = await begin()
      await talk.flood(0, 10)
      const sample = async (): Promise<readonly number[]> => {
        const rate = talk.flood(margin, window)
        await load(window + 2 * margin)
        return [await rate]
      }
      return { sample, stop: () => talk.stop() }
    },
  }
}

async function startTroupe(): Promise<Talk> {
  const app = await supervise({
    children: {
      mirror: child(Mirror, isolateOf('thread', 'mirror')),
      caller: child(Caller, isolateOf('thread', 'caller')),
    },
    log: false,
  })
  const { mirror, caller } = app.children
  return {
    flood: (pause, milliseconds) => caller.ask.flood({ mirror, pause, milliseconds }),
    stop: () => app.stop(),
  }
}

async function startComlink(): Promise<Talk> {
  const file = new URL('../workers/comlink-caller.js', import.meta.url)
  const workers = [new Worker(file), new Worker(file)]
  const [asking, answering] = workers.map((worker) => comlink.wrap<Party>(endpoint(worker)))
  const { port1, port2 } = new MessageChannel()
  const give = <T extends object>(port: T): T => comlink.transfer(port, [port] as never)
  await answering!.serve(give(port1))
  await asking!.connect(give(port2))
  return {
    flood: (pause, milliseconds) => asking!.flood(pause, milliseconds),
    stop: () => Promise.all(workers.map((worker) => worker.terminate())),
  }
}

/** Computes on the app's thread and never yields, once what was asked is on its way. */
async function busy(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, margin / 4))
  const end = performance.now() + milliseconds - margin / 4
  while (performance.now() < end);
}

async function elsewhere(milliseconds: number): Promise<void> {
  const spinner = new Worker(new URL('../workers/spinner.js', import.meta.url))
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
  await spinner.terminate()
}
