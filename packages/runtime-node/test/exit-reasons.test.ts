import { describe, expect, test } from 'vitest'
import {
  ActorError,
  child,
  type ChildOptions,
  type Down,
  type ExitReason,
  type InspectionEvent,
  type Isolate,
  supervise,
  watch,
} from '@troupe/core'
import { subprocess, thread } from '../src/index.ts'
import { Probe } from './fixtures/probe.protocol.js'

const probe = new URL('./fixtures/probe.actor.js', import.meta.url)

/** Starts a probe that lives once, and collects where the reason of its end is told. */
async function begin(isolate: Isolate, options: ChildOptions<typeof Probe> = {}) {
  const events: InspectionEvent[] = []
  const app = await supervise({
    children: { probe: child(Probe, isolate, { restart: 'temporary', ...options }) },
    log: false,
    inspect: (event) => events.push(event),
  })
  const { probe: ref } = app.children
  const down = new Promise<Down>((resolve) => watch(ref, resolve))
  /** Lets it come to its end, and gives the one reason that everybody was told. */
  const reasonAfter = async (end: () => Promise<unknown>): Promise<ExitReason> => {
    const pending: Promise<unknown> = ref.ask
      .run('await new Promise(() => {})')
      .catch((error: unknown) => error)
    await ref.ask.echo('so that it is in work')
    await end().catch(() => {})
    const { reason, final } = await down
    expect(final).toBe(true)
    const exited = events.filter((event) => event.type === 'child-exited')
    expect(exited).toMatchObject([{ path: 'app/probe', incarnation: 1 }])
    expect(exited[0]!.reason).toEqual(reason)
    const error = await pending
    expect(ActorError.is(error, 'down') && error.details.reason).toEqual(reason)
    return reason
  }
  return { app, ref, reasonAfter, events }
}

const error = expect.objectContaining({
  name: 'TypeError',
  message: 'late',
  code: 'E_LATE',
}) as Error
const late = `setTimeout(() => { throw Object.assign(new TypeError('late'), { code: 'E_LATE' }) })`
type End = [reason: ExitReason, body: string, options: ChildOptions<typeof Probe>]

const ends: End[] = [
  [{ type: 'error', error }, late, {}],
  [{ type: 'exit', code: 3 }, 'process.exit(3)', {}],
  [{ type: 'vanished' }, 'process.exit(0)', {}],
  [
    { type: 'stalled', milliseconds: expect.any(Number) as number },
    'for (;;);',
    { stallTimeout: 500 },
  ],
]

describe.each([
  ['thread', thread],
  ['subprocess', subprocess],
] as const)(
  'the reason why a %s ended is the same for watcher, inspector and caller',
  (_, kind) => {
    test.each(ends)('%o', async (expected, body, options) => {
      const { app, ref, reasonAfter } = await begin(kind(probe), options)
      expect(await reasonAfter(() => ref.ask.run(body))).toEqual(expected)
      await app.stop()
    })

    test('killed, where it does not stop in time', async () => {
      const { app, reasonAfter } = await begin(kind(probe), { shutdown: 50 })
      expect(await reasonAfter(() => app.stopChild('probe'))).toEqual({ type: 'killed' })
      expect(await app.stop()).toEqual({ type: 'shutdown' })
      expect(await app.exited).toEqual({ type: 'shutdown' })
    })

    test('shutdown and normal, where it ends in order', async () => {
      for (const [end, type] of [
        ['stop', 'shutdown'],
        ['exit', 'normal'],
      ] as const) {
        const { app, ref, events } = await begin(kind(probe))
        const down = new Promise<Down>((resolve) => watch(ref, resolve))
        if (end === 'exit') await ref.ask.run('context.exit()')
        else await app.stopChild('probe')
        expect(await down).toMatchObject({ reason: { type } })
        expect(events.find((event) => event.type === 'child-exited')).toMatchObject({
          reason: { type },
        })
        await expect(ref.ask.echo(1)).rejects.toMatchObject({
          code: 'down',
          details: { reason: { type } },
        })
        await app.stop()
      }
    })

    test('gave-up names the child, and start-failed has the cause', async () => {
      const app = await supervise({
        children: { probe: child(Probe, kind(probe)) },
        restarts: { max: 0, within: 1_000 },
        log: false,
      })
      await app.children.probe.ask.run('process.exit(1)').catch(() => {})
      expect(await app.exited).toMatchObject({ type: 'gave-up', child: 'probe' })
      const throwing = new URL('./fixtures/throws.actor.js', import.meta.url)
      await expect(
        supervise({ children: { probe: child(Probe, kind(throwing)) }, log: false }),
      ).rejects.toMatchObject({
        code: 'start-failed',
        details: { target: 'app/probe', phase: 'import' },
        cause: { message: 'the module throws' },
      })
    })

    test('S240 a loop that never lets go of its thread is no stall while it says that it goes on', async () => {
      const { app, ref, events } = await begin(kind(probe), { stallTimeout: 400 })
      const busy = `
      const end = performance.now() + 1_500
      while (performance.now() < end) call.heartbeat()
      return 'done'
    `
      expect(await ref.ask.run(busy)).toBe('done')
      expect(events.filter(({ type }) => type === 'child-exited')).toEqual([])
      await app.stop()
    })
  },
)

test('the signal that ended a subprocess is told alike', async () => {
  const killed = await begin(subprocess(probe))
  expect(
    await killed.reasonAfter(() => killed.ref.ask.run(`process.kill(process.pid, 'SIGKILL')`)),
  ).toEqual({ type: 'signal', signal: 'SIGKILL' })
  await killed.app.stop()
})

test.each([
  ['thread', thread],
  ['subprocess', subprocess],
] as const)('out-of-memory of a %s tells the limit', async (_, kind) => {
  const { app, ref, reasonAfter } = await begin(kind(probe, { memory: 64 }))
  const fill = `const all = []; for (;;) all.push(new Array(1e5).fill(Math.random()))`
  expect(await reasonAfter(() => ref.ask.run(fill))).toEqual({ type: 'out-of-memory', limit: 64 })
  await app.stop()
})
