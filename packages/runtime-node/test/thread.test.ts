import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { gate } from '@troupe/core/isolate'
import { thread } from '../src/index.ts'
import { Probe } from './fixtures/probe.protocol.js'
import { begin, connect, endAll } from './support/life.ts'
import { sacrifice } from './support/sacrifice.ts'
import { scratchFolder } from './support/scratch.ts'
import { observed } from './support/shared-memory.ts'
import { until } from './support/until.ts'

const fixture = (name: string) => new URL(`./fixtures/${name}`, import.meta.url)
const probe = fixture('probe.actor.js')

afterEach(endAll)

describe('thread()', () => {
  test.each(['null', '"loaded"', '7', '{ stream: "other" }'])(
    'what else posts to its port ends the thread and nothing besides: %s',
    async (message) => {
      const life = begin(thread(probe), Probe)
      await life.ready
      life.ref.ask
        .run(`require('node:worker_threads').parentPort.postMessage(${message})`)
        .catch(() => {})
      expect(await life.exited).toMatchObject({ type: 'error' })
    },
  )

  test('moves what is to be moved and copies the rest', async () => {
    const { connection } = connect(thread(probe))
    const moved = new ArrayBuffer(200_000)
    const copied = new ArrayBuffer(200_000)
    connection.send({
      bytes: Uint8Array.of(0x90),
      attachments: [moved, copied],
      transfer: [moved, moved],
    })
    expect(moved.byteLength).toBe(0)
    expect(copied.byteLength).toBe(200_000)
    connection.kill()
    await connection.exited
  })

  test('send() of what cannot be posted ends the thread with the error', async () => {
    const { connection } = connect(thread(probe))
    const odd = (() => 1) as unknown as ArrayBuffer
    connection.send({ bytes: Uint8Array.of(0x90), attachments: [odd] })
    expect(await connection.exited).toMatchObject({ type: 'error' })
  })

  test('J13 ends with out-of-memory when its heap is full', async () => {
    const life = begin(thread(probe, { memory: 32 }), Probe)
    await life.ready
    life.ref.ask
      .run(`const kept = []; for (;;) kept.push({ at: kept.length, text: 'x' + kept.length })`)
      .catch(() => {})
    expect(await life.exited).toEqual({ type: 'out-of-memory', limit: 32 })
  })

  test.each(['array', 'grown'])(
    'J14 one huge array (%s) is fatal to the process, as documented',
    async (how) => {
      const { code, signal, stderr } = await sacrifice('fatal', 'thread', how).ended
      expect([code, signal]).not.toEqual([0, null])
      expect(stderr).toContain('out of memory')
    },
  )

  test('a native crash is fatal to the process, as documented', async () => {
    const { code, signal } = await sacrifice('fatal', 'thread', 'segfault').ended
    expect(signal ?? code).toSatisfy((end) => end === 'SIGSEGV' || end === 139)
  })

  test('lets the process end while it idles, if told so', async () => {
    const { code, stdout } = await sacrifice('idle', 'thread', 'let-go').ended
    expect(stdout).toContain('ends by itself')
    expect(code).toBe(0)
  })

  test('keeps the process alive otherwise', async () => {
    const { child, says, ended } = sacrifice('idle', 'thread', 'hold')
    await says(/pid (\d+);/)
    await after(300)
    expect(child.exitCode).toBe(null)
    child.kill('SIGKILL')
    expect((await ended).stdout).not.toContain('ends by itself')
  })
})

describe('the gate of thread()', () => {
  test.each([
    ['blocked', `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400)`],
    ['computing', `require('node:crypto').pbkdf2Sync('password', 'salt', 300_000, 64, 'sha512')`],
    ['waiting', `await new Promise((resolve) => setTimeout(resolve, 300))`],
  ])('J07 a kill waits for native code that is %s, and this thread does not', async (_, body) => {
    const marker = join(await scratchFolder(), 'done')
    const { isolate, isInside, gate: word } = observed(thread(probe))
    const life = begin(isolate, Probe)
    await life.ready
    life.ref.ask
      .run(
        `return call.native(async () => { ${body}; require('node:fs').writeFileSync(${JSON.stringify(marker)}, '') })`,
      )
      .catch(() => {})
    await until(isInside, 5_000)
    life.incarnation.kill()
    life.incarnation.kill()
    let turns = 0
    const counting = setInterval(() => turns++, 5)
    expect(await life.observed).toEqual({ type: 'killed' })
    clearInterval(counting)
    expect(existsSync(marker)).toBe(true)
    expect(turns).toBeGreaterThan(3)
    expect(word()).toBe(gate.closed)
  })

  test('lets nothing in after a kill', async () => {
    const folder = await scratchFolder()
    const { isolate, isInside } = observed(thread(probe))
    const life = begin(isolate, Probe)
    await life.ready
    void life.ref.ask
      .run(
        `const step = (name, ms) => call.native(() => {
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
          require('node:fs').writeFileSync(${JSON.stringify(folder)} + '/' + name, '')
        })
        await Promise.all([step('first', 300), step('second', 1)])`,
      )
      .catch(() => {})
    await until(isInside, 5_000)
    life.incarnation.kill()
    await life.observed
    expect(existsSync(join(folder, 'first'))).toBe(true)
    expect(existsSync(join(folder, 'second'))).toBe(false)
  })

  test('a kill waits for an import that loads native code', async () => {
    const folder = await scratchFolder()
    const env = { PROBE_BEGUN: join(folder, 'begun'), PROBE_DONE: join(folder, 'done') }
    const life = begin(thread(fixture('blocks.actor.js'), { env }), Probe)
    expect(await until(() => existsSync(env.PROBE_BEGUN), 5_000)).toBe(true)
    life.incarnation.kill()
    expect(await life.observed).toEqual({ type: 'killed' })
    expect(existsSync(env.PROBE_DONE)).toBe(true)
  })

  test('J17 a kill does not wait for an import that never ends', async () => {
    const life = begin(thread(fixture('hangs.actor.js')), Probe)
    expect(await until(() => life.output.length > 0, 5_000)).toBe(true)
    life.incarnation.kill()
    expect(await life.observed).toEqual({ type: 'killed' })
  })

  test('an exit inside native code ends the thread, and a kill that waits for it', async () => {
    const life = begin(thread(probe), Probe)
    await life.ready
    life.ref.ask.run(`return call.native(() => process.exit(5))`).catch(() => {})
    expect(await life.observed).toEqual({ type: 'exit', code: 5 })
    life.incarnation.kill()
  })

  test('a crash waits for native code that another message runs', async () => {
    const marker = join(await scratchFolder(), 'done')
    const life = begin(thread(probe), Probe)
    await life.ready
    life.ref.ask
      .run(
        `setTimeout(() => { throw new Error('beside') }, 20)
        return call.native(async () => {
          await new Promise((resolve) => setTimeout(resolve, 200))
          require('node:fs').writeFileSync(${JSON.stringify(marker)}, '')
        })`,
      )
      .catch(() => {})
    expect(await life.exited).toMatchObject({ type: 'error', error: { message: 'beside' } })
    expect(existsSync(marker)).toBe(true)
  })

  test.each([
    ['exit', 7],
    ['throw', 1],
    ['return', 0],
  ])(
    'N2 a process that ends (%s) while a thread is inside keeps its code',
    async (how, expected) => {
      const marker = join(await scratchFolder(), 'done')
      const { code, signal } = await sacrifice('ends-in-native', how, marker).ended
      expect([code, signal]).toEqual([expected, null])
      expect(existsSync(marker)).toBe(true)
    },
  )

  test('N1 survives kills at random moments of onnxruntime, and keeps its exit code', async () => {
    const kills = Number(process.env['TROUPE_KILLS'] ?? 12)
    const { code, signal, stdout, stderr } = await sacrifice('native-kills', String(kills)).ended
    expect([code, signal], stderr).toEqual([9, null])
    const { reasons, inside } = JSON.parse(stdout) as { reasons: object; inside: number }
    expect(reasons).toEqual({ killed: kills })
    expect(inside).toBeGreaterThan(kills / 2)
  }, 300_000)
})
