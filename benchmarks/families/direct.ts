import { child, supervise } from '@troupe/core'
import type { Comparison, Contender } from '../measure/compare.ts'
import { sleep } from '../measure/sleep.ts'
import { spin } from '../measure/spin.ts'
import { Caller } from '../workers/caller.protocol.ts'
import { Mirror } from '../workers/mirror.protocol.ts'
import type { MovingPlace } from './place.ts'

/** Two isolates talk: floods for so many milliseconds after a pause, and gives asks per second. */
interface Talk {
  flood(pause: number, milliseconds: number): Promise<number>
  stop(): Promise<unknown>
}

type Begin = (place: MovingPlace) => Promise<Talk>

type Load = (milliseconds: number) => Promise<unknown>

/** Until the measurement has begun, and beyond its end. */
const margin = 100

/**
 * Two isolates talk while the app's thread computes. The limit is the same talk while another
 * thread computes in its stead, so that the same cores are left for it.
 */
export function direct(place: MovingPlace): Comparison {
  const elsewhere: Load = (milliseconds) => place.spin(milliseconds)
  return {
    headings: [{ id: `direct/${place.kind}`, unit: 'asks/s', better: 'higher' }],
    contenders({ window }) {
      const talk = (name: string, role: Contender['role'], begin: Begin, load: Load): Contender =>
        contender(name, role, () => begin(place), load, window)
      return [
        talk('troupe', 'troupe', startTroupe, busy),
        talk('troupe, app idle', 'limit', startTroupe, elsewhere),
        talk('troupe, all idle', 'aside', startTroupe, async () => {}),
        talk('comlink', 'peer', startComlink, busy),
        talk('comlink, app idle', 'aside', startComlink, elsewhere),
      ]
    },
  }
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

async function startTroupe({ isolateOf }: MovingPlace): Promise<Talk> {
  const app = await supervise({
    children: {
      mirror: child(Mirror, isolateOf('mirror')),
      caller: child(Caller, isolateOf('caller')),
    },
    log: false,
  })
  const { mirror, caller } = app.children
  return {
    flood: (pause, milliseconds) => caller.ask.flood({ mirror, pause, milliseconds }),
    stop: () => app.stop(),
  }
}

async function startComlink({ startParties }: MovingPlace): Promise<Talk> {
  const { asking, answering, give, stop } = startParties()
  const { port1, port2 } = new MessageChannel()
  await answering.serve(give(port1))
  await asking.connect(give(port2))
  return { flood: (pause, milliseconds) => asking.flood(pause, milliseconds), stop }
}

/** Computes on the app's thread, once what was asked is on its way. */
async function busy(milliseconds: number): Promise<void> {
  await sleep(margin / 4)
  spin(milliseconds - margin / 4)
}
