import { describe, expect, test } from 'vitest'
import { child, type InspectionEvent, supervise } from '@troupe/core'
import { gate } from '@troupe/core/isolate'
import { subprocess, thread } from '../src/index.ts'
import { Probe } from './fixtures/probe.protocol.js'
import { sacrifice } from './support/sacrifice.ts'
import { observed } from './support/shared-memory.ts'
import { until } from './support/until.ts'

const probe = new URL('./fixtures/probe.actor.js', import.meta.url)
/** How many lives the test of leaks goes through; the large size is 10,000. */
const lives = Number(process.env['TROUPE_LIVES'] ?? 12)

describe.each([
  ['thread', thread],
  ['subprocess', subprocess],
] as const)('%s(), many times over', (kind, make) => {
  test(
    'J24 lives that start and crash leave no handle, no timer and no memory, and the process can end',
    async () => {
      const { code, signal, stdout, stderr } = await sacrifice('lives', kind, String(lives)).ended
      expect([code, signal], stderr).toEqual([0, null])
      const { before, after, samples } = JSON.parse(stdout) as {
        before: Record<string, number>
        after: Record<string, number>
        samples: { heap: number; rss: number }[]
      }
      for (const [held, count] of Object.entries(after)) {
        expect(count, held).toBeLessThanOrEqual((before[held] ?? 0) + 1)
      }
      const { heap, rss } = growth(samples)
      expect(heap).toBeLessThan(4e6)
      if (lives >= 500) expect(rss).toBeLessThan(64e6)
    },
    60_000 + 1_000 * lives,
  )

  test('J26 errors that nobody listens to end the actor and not the host', async () => {
    const { code, signal, stdout, stderr } = await sacrifice('unheard', kind).ended
    expect([code, signal], stderr).toEqual([0, null])
    expect(stdout).toContain('answers: yes')
  })

  test('J28 twenty that crash at once come back once each, and no more at a time than may start', async () => {
    const events: InspectionEvent[] = []
    let [starting, most] = [0, 0]
    const ids = Array.from({ length: 20 }, (_, n) => `p${n}`)
    const app = await supervise({
      restarts: { max: 20, within: 60_000 },
      maxStarting: 4,
      children: Object.fromEntries(ids.map((id) => [id, child(Probe, make(probe))])),
      log: false,
      inspect(event) {
        events.push(event)
        if (event.type === 'child-starting') most = Math.max(most, ++starting)
        if (event.type === 'child-ready') starting--
      },
    })
    const crashes = ids.map((id) => app.children[id]!.ask.run('process.exit(3)').catch(() => {}))
    await Promise.all(crashes)
    const answers = await Promise.all(ids.map((id) => app.children[id]!.ask.echo(id)))
    expect(answers).toEqual(ids)
    expect(events.filter(({ type }) => type === 'child-exited')).toHaveLength(20)
    expect(events.filter(({ type }) => type === 'child-ready')).toHaveLength(40)
    expect(most).toBeLessThanOrEqual(4)
    await app.stop()
  }, 60_000)

  test('J05 a stop while it boots ends it as stopped or killed, and no late ready counts', async () => {
    const events: InspectionEvent[] = []
    const app = await supervise({
      children: {},
      log: false,
      inspect: (event) => events.push(event),
    })
    for (let n = 0; n < 20; n++) {
      const added = app.add(`p${n}`, child(Probe, make(probe))).then(
        () => 'started',
        ({ code }: { code: string }) => code,
      )
      await until(() => false, n)
      await app.stopChild(`p${n}`)
      const outcome = await added
      const own = events.filter(({ path }) => path === `app/p${n}`)
      expect(own.at(-1)).toMatchObject({ type: 'child-exited' })
      const [exit] = own.slice(-1) as (InspectionEvent & { type: 'child-exited' })[]
      expect(['shutdown', 'killed']).toContain(exit!.reason.type)
      const ready = own.some(({ type }) => type === 'child-ready')
      expect(outcome).toBe(ready ? 'started' : 'down')
    }
    await app.stop()
  }, 60_000)
})

describe('thread(), whose memory is shared', () => {
  test('J30 a lock whose owner died inside holds up neither who waits for it nor the next life', async () => {
    const { isolate, gate: word, isInside } = observed(thread(probe))
    await using app = await supervise({
      children: { probe: child(Probe, isolate, { shutdown: 'brutal-kill', backoff: { min: 0 } }) },
      log: false,
    })
    const { ask } = app.children.probe
    const owner = ask.run(`return call.native(async () => {
      await new Promise((resolve) => setTimeout(resolve, 300))
      process.exit(5)
    })`)
    const lost = owner.catch(({ code }: { code: string }) => code)
    expect(await until(isInside, 5_000)).toBe(true)
    // The kill waits for the gate, which its owner will never open.
    await app.stopChild('probe')
    expect(await lost).toBe('down')
    await app.restartChild('probe')
    expect(word()).toBe(gate.outside)
    expect(await ask.run(`return call.native(() => 'inside')`)).toBe('inside')
  })

  test('J30 ... nor the next life when it crashes by itself', async () => {
    const { isolate, gate: word } = observed(thread(probe))
    await using app = await supervise({
      children: { probe: child(Probe, isolate, { backoff: { min: 0 } }) },
      log: false,
    })
    const { ask } = app.children.probe
    await ask.run(`return call.native(() => process.exit(5))`).catch(() => {})
    const waiting = [1, 2, 3].map((n) => ask.run(`return call.native(() => ${n})`))
    expect(await Promise.all(waiting)).toEqual([1, 2, 3])
    expect(word()).toBe(gate.outside)
  })
})

/** How much the median of the last quarter is above that of the second. */
function growth(samples: readonly { heap: number; rss: number }[]) {
  const quarter = Math.floor(samples.length / 4)
  const median = (part: readonly number[]): number =>
    [...part].sort((a, b) => a - b)[Math.floor(part.length / 2)]!
  const grown = (pick: (sample: { heap: number; rss: number }) => number): number =>
    median(samples.slice(-quarter).map(pick)) -
    median(samples.slice(quarter, 2 * quarter).map(pick))
  return { heap: grown(({ heap }) => heap), rss: grown(({ rss }) => rss) }
}
