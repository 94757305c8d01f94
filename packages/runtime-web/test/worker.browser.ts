import { afterEach, describe, expect, inject, test } from 'vitest'
import { ActorError, compute, type Isolate } from '@troupe/core'
import { serve } from '@troupe/runtime-web/isolate'
import { worker } from '@troupe/runtime-web'
import { begin, connect, endAll } from '../../runtime-node/test/support/life.ts'
import { Probe } from './fixtures/probe.protocol.ts'
import { workerLocks } from './support/locks.ts'
import { workers } from './support/workers.ts'

afterEach(endAll)

const probe = () => begin(workers.probe(), Probe)

/** Runs a body that ends the worker; what becomes of its ask is another matter. */
async function doomed(body: string) {
  const life = probe()
  await life.ready
  const asked = life.ref.ask.run(body).catch((error: unknown) => error)
  return { ...life, asked }
}

describe('worker()', () => {
  test('worker() says what it is, and shares memory where the page is isolated', async () => {
    expect(globalThis.crossOriginIsolated).toBe(inject('isolated'))
    const isolate = workers.probe()
    expect(isolate).toMatchObject({
      kind: 'worker',
      features: { sharedMemory: inject('isolated'), channels: inject('isolated') },
    })
    const shared: (Int32Array | undefined)[] = []
    const watched: Isolate = {
      ...isolate,
      start(context) {
        const connection = isolate.start(context)
        void connection.exited.then(() => shared.push(connection.shared))
        return connection
      },
    }
    const life = begin(watched, Probe)
    expect(await life.ref.ask.run('return typeof SharedArrayBuffer')).toBe(
      inject('isolated') ? 'function' : 'undefined',
    )
    life.incarnation.stop()
    expect(await life.exited).toEqual({ type: 'shutdown' })
    expect(shared[0] !== undefined).toBe(inject('isolated'))
  })

  test('worker() carries binaries, moves none that stays, and stops in order', async () => {
    const life = probe()
    const large = new Uint8Array(3_000_000).map((_, at) => at)
    const view = large.subarray(10, 2_000_010)
    const echoed = (await life.ref.ask.echo({ large, view })) as Record<string, Uint8Array>
    expect(echoed['large']!.every((byte, at) => byte === large[at])).toBe(true)
    expect(echoed['view']!.every((byte, at) => byte === view[at])).toBe(true)
    expect([large, echoed['large'], view, echoed['view']].map((bytes) => bytes!.length)).toEqual([
      3_000_000, 3_000_000, 2_000_000, 2_000_000,
    ])
    life.incarnation.stop()
    expect(await life.exited).toEqual({ type: 'shutdown' })
    expect(await life.observed).toEqual({ type: 'exit', code: 0 })
  })

  test('worker() loses nothing that was sent while its script waits at the top level', async () => {
    const life = begin(workers.slow(), Probe)
    expect(await life.ref.ask.echo('early')).toBe('early')
  })

  test('worker() runs a function once', async () => {
    expect(await compute(workers.square(), 12)).toBe(144)
  })

  describe('ends with the reason', () => {
    test.each([
      ['a late throw', `throw Object.assign(new TypeError('late'), { code: 'E_LATE' })`, 'late'],
      ['a throw of undefined', `throw undefined`, undefined],
      ['a throw of null', `throw null`, undefined],
      ['a throw of a symbol', `throw Symbol('odd')`, undefined],
      ['a throw of a function', `throw () => 1`, undefined],
      ['a throw of a string', `throw 'words'`, undefined],
    ])('J01 J03 error after %s, and the worker is gone', async (_, body, message) => {
      const life = await doomed(`setTimeout(() => { ${body} })`)
      const reason = await life.exited
      expect(reason.type).toBe('error')
      if (message !== undefined) {
        expect(reason).toMatchObject({ error: { name: 'TypeError', message, code: 'E_LATE' } })
      }
      expect(await life.observed).toEqual({ type: 'exit', code: 1 })
    })

    test('J02 error after a rejection that nobody handles', async () => {
      const life = await doomed(`void Promise.reject(new Error('nobody cares'))`)
      expect(await life.exited).toMatchObject({ type: 'error', error: { message: 'nobody cares' } })
    })

    test('J02 error after a worker inside it failed', async () => {
      const life = await doomed(`
        const script = URL.createObjectURL(new Blob(['throw new Error("inner")']))
        new Worker(script)
        await new Promise(() => {})`)
      expect(await life.exited).toMatchObject({
        type: 'error',
        error: { message: expect.stringContaining('inner') as string },
      })
    })

    test.each(['close()', 'self.close(); for (;;);'])('J04 vanished after %s', async (call) => {
      const life = await doomed(call)
      expect(await life.exited).toEqual({ type: 'vanished' })
      await life.asked
    })

    test('J04 vanished where nothing but its lock tells', async () => {
      let raw: Worker | undefined
      const life = begin(
        worker(
          () =>
            (raw = new Worker(new URL('./fixtures/probe.worker.ts', import.meta.url), {
              type: 'module',
            })),
        ),
        Probe,
      )
      const lost = life.ref.ask.run('await new Promise(() => {})').catch((error: unknown) => error)
      await life.ready
      raw!.terminate()
      expect(await life.observed).toEqual({ type: 'vanished' })
      expect(await life.exited).toEqual({ type: 'vanished' })
      expect(ActorError.is(await lost, 'down')).toBe(true)
    })

    test.each([
      ['in an endless loop', 'for (;;);'],
      ['in a catastrophic regular expression', `/^(a+)+$/.test('a'.repeat(40) + 'b')`],
      [
        'blocked in Atomics.wait',
        `const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true })
        Atomics.wait(new Int32Array(buffer), 0, 0)`,
      ],
      ['idle', ''],
    ])('J06 J08 killed %s, once it is gone', async (_, body) => {
      const life = await doomed(`setTimeout(() => { ${body} })`)
      await life.asked
      life.incarnation.kill()
      expect(await life.observed).toEqual({ type: 'killed' })
      expect(await life.exited).toEqual({ type: 'killed' })
    })
  })

  test('J05 ends with killed and nothing else when killed 0 to 40 ms after its start, 200 times', async () => {
    const ends = new Map<string, number>()
    for (let batch = 0; batch < 20; batch++) {
      const reasons = await Promise.all(
        Array.from({ length: 10 }, async (_, at) => {
          const life = probe()
          const wait = (batch * 10 + at) % 41
          if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
          life.incarnation.kill()
          await life.exited
          return life.observed
        }),
      )
      for (const { type } of reasons) ends.set(type, (ends.get(type) ?? 0) + 1)
    }
    expect([...ends]).toEqual([['killed', 200]])
  }, 60_000)

  test('send() and kill() to one that is gone are silent', async () => {
    const { connection } = connect(workers.probe())
    connection.kill()
    expect(await connection.exited).toEqual({ type: 'killed' })
    connection.send({ bytes: new Uint8Array(3), attachments: [new ArrayBuffer(3)] })
    connection.kill()
    expect(await connection.exited).toEqual({ type: 'killed' })
  })

  test('J12 a damaged packet ends the worker with an error, not the page', async () => {
    const { connection } = connect(workers.probe())
    connection.send({ bytes: Uint8Array.of(0xc1, 1, 2), attachments: [] })
    expect(await connection.exited).toEqual({ type: 'exit', code: 1 })
  })

  test('J23 everything that was sent before a close arrives', async () => {
    const life = await doomed(`
      for (let at = 0; at < 2000; at++) context.log.info('line ' + at, { bytes: new Uint8Array(1000) })
      close()`)
    await life.exited
    expect(life.log.length).toBe(2000)
    expect(life.log.at(-1)).toBe('line 1999')
  })

  test('J24 leaves no lock behind', async () => {
    const before = await workerLocks()
    for (let turn = 0; turn < 8; turn++) {
      const life = await doomed(`setTimeout(() => { throw 1 })`)
      await life.exited
    }
    expect(await workerLocks()).toBeLessThanOrEqual(before)
  }, 30_000)

  test('a worker in a worker ends with it', async () => {
    const life = probe()
    await life.ref.ask.run(`
      const script = 'navigator.locks.request("inner", () => new Promise(() => {})).catch(() => {}); postMessage(1)'
      const inner = new Worker(URL.createObjectURL(new Blob([script])))
      await new Promise((resolve) => { inner.onmessage = resolve })`)
    life.incarnation.kill()
    await life.exited
    expect(await navigator.locks.request('inner', () => 'free')).toBe('free')
  })

  test('prints by lines, in order with what it says, in words', async () => {
    const life = probe()
    await life.ref.ask.run(`
      console.log('one\\r\\ntwo', 3, [4n], { five: new Map([[6, undefined]]) })
      console.error(new RangeError('seven'))
      const loop = {}; loop.loop = loop
      console.warn(loop, Symbol('s'), () => 8, null)
      console.debug(new Uint8Array(9))`)
    expect(life.output.slice(0, 2)).toEqual([
      'stdout: one',
      'stdout: two 3 ["4n"] {"five":[[6,null]]}',
    ])
    expect(life.output[2]).toContain('stderr: RangeError: seven')
    expect(life.output.at(-2)).toBe('stderr: {"loop":"[circular]"} Symbol(s) () => 8 null')
    expect(life.output.at(-1)).toBe('stdout: Uint8Array(9 bytes)')
  })

  test('serve() leaves the console alone where it is told to', async () => {
    const life = begin(workers.ownConsole(), Probe)
    await life.ref.ask.run(`console.debug('for the developer tools alone')`)
    expect(life.output).toEqual([])
  })

  test('start-failed with the reason where the import of the actor fails', async () => {
    const life = begin(workers.importFails(), Probe)
    expect(await life.exited).toMatchObject({
      type: 'start-failed',
      error: {
        code: 'start-failed',
        message: expect.stringContaining('RangeError: the module throws') as string,
        details: { phase: 'import' },
      },
    })
  })

  test('a worker that serves twice says so', async () => {
    const life = begin(workers.twice(), Probe)
    expect(await life.exited).toMatchObject({
      type: 'error',
      error: { code: 'invalid-argument', message: expect.stringContaining('already') as string },
    })
  })

  test('J17 a worker that hangs before it serves can be killed', async () => {
    const life = begin(workers.hangs(), Probe)
    life.incarnation.kill()
    expect(await life.exited).toEqual({ type: 'killed' })
  })

  test.each([
    ['nothing', () => undefined as unknown as Worker, 'invalid-argument'],
    [
      'an error',
      () => {
        throw new Error('no luck')
      },
      'start-failed',
    ],
  ])('start-failed where the function gives %s', async (_, create, code) => {
    const life = begin(worker(create), Probe)
    expect(await life.exited).toMatchObject({ type: 'start-failed', error: { code } })
    expect(globalThis.Worker.toString()).toContain('native code')
  })

  test('serve() refuses to run in a page', () => {
    expect(() => serve({} as never)).toThrow(
      expect.toSatisfy((error) => ActorError.is(error, 'unsupported')),
    )
  })
})
