import { describe, expect, test, vi } from 'vitest'
import { child, type InspectionEvent, supervise } from '@troupe/core'
import { subprocess, thread } from '../src/index.ts'
import { Probe } from './fixtures/probe.protocol.js'
import { sacrifice } from './support/sacrifice.ts'

const probe = new URL('./fixtures/probe.actor.js', import.meta.url)

async function begin(kind: typeof thread | typeof subprocess) {
  const events: InspectionEvent[] = []
  const app = await supervise({
    children: { probe: child(Probe, kind(probe), { standby: 1 }) },
    log: false,
    inspect: (event) => events.push(event),
  })
  const all = (type: InspectionEvent['type']) => events.filter((event) => event.type === type)
  /** Resolves when so many spares were ready. */
  const spares = (count: number) =>
    vi.waitUntil(() => all('standby-ready').length >= count, { timeout: 15_000 })
  return { app, all, spares, run: app.children.probe.ask.run }
}

describe.each([
  ['thread', thread],
  ['subprocess', subprocess],
] as const)('standby over %s()', (_, kind) => {
  test('takes over at once after an exit, and another spare follows', async () => {
    const { app, all, spares, run } = await begin(kind)
    await spares(1)
    await run(`globalThis.first = true`)
    await expect(run(`process.exit(3)`)).rejects.toMatchObject({
      code: 'down',
      details: { reason: { type: 'exit', code: 3 } },
    })
    expect(await run(`return globalThis.first ?? 'another'`)).toBe('another')
    expect(all('child-starting').at(-1)).toMatchObject({ standby: true, incarnation: 2 })
    await spares(2)
    expect(await app.stop()).toEqual({ type: 'shutdown' })
    expect(all('standby-exited')).toEqual([])
  })
})

test('standby replaces a spare that is killed before use, and the child does not notice', async () => {
  const { app, all, spares, run } = await begin(subprocess)
  await spares(1)
  const [ready] = all('standby-ready') as { pid?: number }[]
  process.kill(ready!.pid!, 'SIGKILL')
  await spares(2)
  expect(all('standby-exited')).toMatchObject([{ reason: { type: 'signal', signal: 'SIGKILL' } }])
  expect(await run(`return 'served'`)).toBe('served')
  expect(all('restart-scheduled')).toEqual([])
  await app.stop()
})

test('standby leaves no process behind when the app is stopped', async () => {
  const { app, all, spares } = await begin(subprocess)
  await spares(1)
  const pids = [...all('child-ready'), ...all('standby-ready')].map(
    (event) => (event as { pid?: number }).pid!,
  )
  await app.stop()
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH')
})

test.each(['thread', 'subprocess'])('standby in a %s holds no event loop open', async (kind) => {
  const { code, stdout } = await sacrifice('idle-standby', kind).ended
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'spare is ready\n' })
})
