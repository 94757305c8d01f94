import { setTimeout as sleep } from 'node:timers/promises'
import { inFlight } from '../measure/flood.ts'
import { resident } from '../measure/resident.ts'
import { message } from '../message.ts'
import type { IsolateKind, RunningPeer } from '../peers/peer.ts'
import { startTroupe } from '../peers/troupe.ts'
import { quantile } from '../result.ts'
import { growthIn, type Stretch } from './flat.ts'

/** A time of so many asks is kept. */
const sampling = 16
const itemsPerStream = 10_000

/** The load of a soak, while it goes on. */
class Load {
  going = true
  asks = 0
  times: number[] = []

  /** Asks both isolates again and again, and reads streams of both. */
  async run(peers: readonly RunningPeer[]): Promise<void> {
    const lanes = Array.from({ length: inFlight / 2 }, (_, n) => n)
    await Promise.all(
      peers.flatMap((peer) => [this.#read(peer), ...lanes.map(() => this.#ask(peer))]),
    )
  }

  async #ask(peer: RunningPeer): Promise<void> {
    while (this.going) {
      const asked = performance.now()
      await peer.echo(message)
      if (this.asks++ % sampling === 0) this.times.push((performance.now() - asked) * 1_000)
    }
  }

  async #read(peer: RunningPeer): Promise<void> {
    while (this.going) await peer.items!(itemsPerStream, () => {})
  }
}

/** Full load for so long. Prints what each stretch showed; whether all of it stayed flat. */
export async function soak(minutes: number): Promise<boolean> {
  const kinds: readonly IsolateKind[] = ['thread', 'subprocess']
  const peers = await Promise.all(kinds.map((kind) => startTroupe(kind, 'binary')))
  const count = Math.max(7, Math.round(minutes))
  const load = new Load()
  const running = load.run(peers)
  const stretches: Stretch[] = []
  console.log('minute      asks/s    p99 us  resident MB   heap MB  handles')
  for (let n = 1; n <= count; n++) {
    await Promise.race([sleep((minutes * 60_000) / count), running])
    stretches.push(look(load, (minutes * 60) / count))
    console.log(line((n * minutes) / count, stretches.at(-1)!))
  }
  load.going = false
  await running
  await Promise.all(peers.map((peer) => peer.stop()))
  const growth = growthIn(stretches)
  console.log(growth.length === 0 ? 'flat' : `NOT FLAT: ${growth.join('; ')}`)
  return growth.length === 0
}

function look(load: Load, seconds: number): Stretch {
  const { asks, times } = load
  load.asks = 0
  load.times = []
  globalThis.gc?.()
  return {
    asks: asks / seconds,
    p99: quantile(times, 0.99),
    resident: resident() / 1_024,
    heap: process.memoryUsage().heapUsed / 2 ** 20,
    handles: process.getActiveResourcesInfo().filter((type) => type !== 'Immediate').length,
  }
}

function line(minute: number, { asks, p99, resident: megabytes, heap, handles }: Stretch): string {
  const cells = [
    minute.toFixed(1),
    asks.toFixed(0),
    p99.toFixed(0),
    megabytes.toFixed(1),
    heap.toFixed(1),
    String(handles),
  ]
  const widths = [6, 12, 10, 13, 10, 9]
  return cells.map((cell, column) => cell.padStart(widths[column]!)).join('')
}
