/** The app of one cell: it starts a peer, lets a fault strike, and says what it sees. It may die. */
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type FaultId, heap, patience } from './fault.ts'
import { bystanders } from './finding.ts'
import type { Running } from './peer.ts'
import { peers } from './peers.ts'
import { type Report, report as write, roomIn } from './report.ts'
import { tell } from './told.ts'
import { missingParts } from './whole-error.ts'

/** Milliseconds that a death of the app may take to follow its cause. */
const grace = 200

const [id, fault, folder, limitText] = process.argv.slice(2) as [string, FaultId, string, string]
const limit = Number(limitText)
const room = roomIn(folder)
let over = false
const loop = fault === 'busy-loop'

// An app has something to do while it waits.
setInterval(() => {}, 1_000)
const start = await peers.find((peer) => peer.id === id)!.load()
const running = await start({
  peer: id,
  ...(loop && { giveUpAfter: patience }),
  ...(fault === 'out-of-memory' && { heap }),
})
if ((await running.call({ kind: 'increment', value: 1 }, undefined)) !== 2) throw new Error('wrong')
report({ type: 'started' })
await (fault === 'host-exit' ? leave() : strike(fault))

/** What happens because the cell is taken down is no finding. */
function report(news: Report): void {
  if (!over) write(room, news)
  over ||= news.type === 'over'
}

async function leave(): Promise<void> {
  running.call({ kind: 'busy-loop', mark: room.mark }, undefined).catch(() => {})
  await struck()
  report({ type: 'over' })
  process.exit(0)
}

async function strike(kind: Exclude<FaultId, 'host-exit'>): Promise<void> {
  let begun = performance.now()
  const since = (): number => Math.max(0, performance.now() - begun)
  const abort = loop ? new AbortController() : undefined
  const outcome = (how: 'rejects' | 'resolves') => (value: unknown) => {
    const missing =
      kind === 'custom-error' && how === 'rejects'
        ? missingParts((running.thrown ?? ((error) => error))(value))
        : undefined
    const milliseconds = since()
    report({ type: 'settled', how, milliseconds, told: tell(value), ...(missing && { missing }) })
  }
  const failing = attempt(running, kind, abort?.signal).then(
    outcome('resolves'),
    outcome('rejects'),
  )
  const waiting = Array.from({ length: bystanders }, (_, n) => good(running, n))
  for (const call of waiting) void call.then((is) => is && report({ type: 'answered' }))
  await struck()
  if (abort !== undefined) {
    begun = performance.now() + patience
    await sleep(patience)
    abort.abort()
  }
  const recovered = firstGood(running, waiting).then(() => {
    report({ type: 'recovered', milliseconds: since() })
  })
  await Promise.race([Promise.all([failing, recovered, ...waiting]), sleep(limit)])
  await sleep(grace)
  report({ type: 'over' })
  await Promise.race([running.stop(), sleep(grace)]).catch(() => {})
  process.exit(0)
}

async function attempt(
  { call }: Running,
  kind: Exclude<FaultId, 'host-exit'>,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  return call({ kind, mark: room.mark }, signal)
}

/** Whether a harmless call is answered, and rightly. */
async function good({ call }: Running, value: number): Promise<boolean> {
  try {
    return (await call({ kind: 'increment', value }, undefined)) === value + 1
  } catch {
    return false
  }
}

async function struck(): Promise<void> {
  while (!existsSync(room.mark)) await sleep(1)
}

/** Keeps asking until something is answered; what waits already counts too. */
async function firstGood(it: Running, waiting: readonly Promise<boolean>[]): Promise<void> {
  let found = false
  const asked = [...waiting]
  return new Promise((resolve) => {
    const hear = (call: Promise<boolean>): Promise<boolean> =>
      call.then((is) => {
        if (is) resolve()
        found ||= is
        return is
      })
    asked.forEach((call) => void hear(call))
    void (async () => {
      while (!found) await Promise.race([hear(good(it, 100)).then(() => sleep(5)), sleep(250)])
    })()
  })
}
