import { child, supervise } from '@troupe/core'
import type { Comparison, Contender } from '../measure/compare.ts'
import { sleep } from '../measure/sleep.ts'
import { spin } from '../measure/spin.ts'
import { Caller } from '../workers/caller.protocol.ts'
import { Mirror } from '../workers/mirror.protocol.ts'
import type { Parties, Place } from './place.ts'

/** Two isolates talk: floods for so many milliseconds after a pause, and gives asks per second. */
interface Talk {
  flood(pause: number, milliseconds: number): Promise<number>
  stop(): Promise<unknown>
}

type Begin = () => Promise<Talk>

type Load = (milliseconds: number) => Promise<unknown>

/** Until the measurement has begun, and beyond its end. */
const margin = 100

/**
 * Two isolates talk while the app's thread computes. The limit is the same talk while another
 * thread computes in its stead, so that the same cores are left for it.
 */
export function direct(place: Place): Comparison {
  const { startParties } = place
  const begin = (): Promise<Talk> => startTroupe(place)
  const elsewhere: Load = (milliseconds) => place.spin(milliseconds)
  return {
    headings: [{ id: `direct/${place.kind}`, unit: 'asks/s', better: 'higher' }],
    contenders({ window }) {
      const talk = (name: string, role: Contender['role'], begin: Begin, load: Load): Contender =>
        contender(name, role, begin, load, window)
      const troupe = [
        talk('troupe', 'troupe', begin, busy),
        talk('troupe, app idle', 'limit', begin, elsewhere),
        talk('troupe, all idle', 'aside', begin, async () => {}),
      ]
      if (startParties === undefined) return troupe
      const beginComlink = (): Promise<Talk> => startComlink(startParties())
      return [
        ...troupe,
        talk('comlink', 'peer', beginComlink, busy),
        talk('comlink, app idle', 'aside', beginComlink, elsewhere),
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

async function startTroupe({ isolateOf }: Place): Promise<Talk> {
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

async function startComlink({ asking, answering, give, stop }: Parties): Promise<Talk> {
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
