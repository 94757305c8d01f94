import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { subprocess } from '../src/index.ts'
import { Probe } from './fixtures/probe.protocol.js'
import { begin, connect, endAll } from './support/life.ts'
import { sacrifice } from './support/sacrifice.ts'
import { scratchFolder } from './support/scratch.ts'
import { lives, until } from './support/until.ts'

const fixture = (name: string) => new URL(`./fixtures/${name}`, import.meta.url)
const probe = fixture('probe.actor.js')

afterEach(endAll)

describe('subprocess()', () => {
  test('copies attachments, also those that may be moved', async () => {
    const { connection } = connect(subprocess(probe))
    const attachment = new ArrayBuffer(200_000)
    connection.send({
      bytes: Uint8Array.of(0x90),
      attachments: [attachment],
      transfer: [attachment],
    })
    expect(attachment.byteLength).toBe(200_000)
    connection.kill()
    await connection.exited
  })

  test('carries 60 MB each way, and small messages behind them, while the pipe is full', async () => {
    const life = begin(subprocess(probe), Probe)
    await life.ready
    const large = new Uint8Array(20_000_000).map((_, at) => at * 7)
    const answers = await Promise.all([
      ...[1, 2, 3].map(() => life.ref.ask.echo(large)),
      life.ref.ask.echo('small'),
    ])
    for (const answer of answers.slice(0, 3))
      expect(Buffer.compare(answer as Uint8Array, large)).toBe(0)
    expect(answers[3]).toBe('small')
  })

  test('says nothing about the work of the app: no argument, flag or debugger of its own', async () => {
    const life = begin(subprocess(probe, { execArgv: ['--no-warnings'] }), Probe)
    const [flags, rest] = (await life.ref.ask.run(
      `return [process.execArgv, process.argv.slice(2)]`,
    )) as [string[], string[]]
    expect(flags.at(-1)).toBe('--no-warnings')
    expect(flags.filter((flag) => flag.startsWith('--inspect'))).toEqual([])
    expect(rest).toEqual([])
  })

  test('J15 a native crash ends only the child', async () => {
    const life = begin(subprocess(probe), Probe)
    await life.ready
    life.ref.ask
      .run(`process.kill(process.pid, 'SIGSEGV'); await new Promise(() => {})`)
      .catch(() => {})
    expect(await life.exited).toEqual({ type: 'signal', signal: 'SIGSEGV' })
  })

  test('is gone although a process that it left behind goes on writing to its output', async () => {
    const life = begin(subprocess(probe), Probe)
    await life.ready
    await life.ref.ask.run(
      `require('node:child_process').spawn(
        process.execPath,
        ['-e', 'setInterval(() => console.log("tick"), 50)'],
        { stdio: 'inherit' },
      )`,
    )
    await until(() => life.output.includes('stdout: tick'), 10_000)
    life.incarnation.kill()
    expect(await life.exited).toEqual({ type: 'killed' })
  })

  test('J07 a kill does not wait for native code: it ends with its process', async () => {
    const marker = join(await scratchFolder(), 'done')
    const inside = join(await scratchFolder(), 'inside')
    const life = begin(subprocess(probe), Probe)
    await life.ready
    life.ref.ask
      .run(
        `const { writeFileSync } = require('node:fs')
        return call.native(() => {
          writeFileSync(${JSON.stringify(inside)}, '')
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000)
          writeFileSync(${JSON.stringify(marker)}, '')
        })`,
      )
      .catch(() => {})
    await until(() => existsSync(inside), 5_000)
    life.incarnation.kill()
    expect(await life.exited).toEqual({ type: 'killed' })
    expect(existsSync(marker)).toBe(false)
  })

  test('a kill from outside is told as what it is', async () => {
    const life = begin(subprocess(probe), Probe)
    process.kill((await life.ref.ask.run('return process.pid')) as number, 'SIGKILL')
    expect(await life.exited).toEqual({ type: 'signal', signal: 'SIGKILL' })
  })

  test.each(['array', 'grown', 'segfault'])(
    'J14 J15 the app survives %s and starts another',
    async (how) => {
      const { code, stdout } = await sacrifice('fatal', 'subprocess', how).ended
      expect(code).toBe(0)
      const reason =
        how === 'segfault'
          ? { type: 'signal', signal: 'SIGSEGV' }
          : { type: 'out-of-memory', limit: 192 }
      expect(JSON.parse(stdout)).toEqual({ reason, next: 'answers' })
    },
  )

  test('ends with out-of-memory when its heap is full', async () => {
    const life = begin(subprocess(probe, { memory: 160 }), Probe)
    await life.ready
    life.ref.ask.run(`const kept = []; for (;;) kept.push({ at: kept.length })`).catch(() => {})
    expect(await life.exited).toEqual({ type: 'out-of-memory', limit: 160 })
  })

  test('ends with out-of-memory for what is outside the heap, also when its loop is busy', async () => {
    const life = begin(subprocess(probe, { memory: 200 }), Probe)
    await life.ready
    life.ref.ask
      .run(`const kept = []; while (kept.length < 400) kept.push(Buffer.alloc(1e7, 1)); for (;;);`)
      .catch(() => {})
    expect(await life.exited).toEqual({ type: 'out-of-memory', limit: 200 })
  })

  test('J25 start-failed where there is no such Node, although no exit event comes', async () => {
    const life = begin(subprocess(probe, { execPath: '/no/such/node' }), Probe)
    const reason = await life.exited
    expect(reason).toMatchObject({ type: 'start-failed', error: { code: 'start-failed' } })
    expect(reason).toHaveProperty('error.message', expect.stringContaining('ENOENT'))
  })

  test('start-failed where there is no such working directory, and names it', async () => {
    const life = begin(subprocess(probe, { cwd: '/no/such/place' }), Probe)
    expect(await life.exited).toHaveProperty(
      'error.message',
      expect.stringContaining('it should run in /no/such/place, which is no directory'),
    )
  })

  test('start-failed says what Node said', async () => {
    const life = begin(subprocess(probe, { execArgv: ['--import', './nowhere.mjs'] }), Probe)
    expect(await life.exited).toHaveProperty(
      'error.message',
      expect.stringContaining('nowhere.mjs'),
    )
  })

  test('J21 SIGTERM and SIGINT leave it alone, a kill does not', async () => {
    const life = begin(subprocess(probe), Probe)
    const pid = (await life.ref.ask.run('return process.pid')) as number
    process.kill(pid, 'SIGTERM')
    process.kill(pid, 'SIGINT')
    expect(await life.ref.ask.echo('still here')).toBe('still here')
    life.incarnation.kill()
    expect(await life.observed).toEqual({ type: 'killed' })
    expect(lives(pid)).toBe(false)
  })

  test.each([
    ['the kernel, where it can', ''],
    ['a watchdog', 'watchdog'],
  ])(
    'J22 children die with a parent that is killed, also busy and blocked ones, by %s',
    async (_, means) => {
      const { child, says } = sacrifice('orphans', means)
      const pids = (await says(/pids ([\d ]+);/))[1]!.split(' ').map(Number)
      expect(pids.map(lives)).toEqual([true, true, true])
      child.kill('SIGKILL')
      await once(child, 'exit')
      expect(await until(() => !pids.some(lives), 2_000)).toBe(true)
    },
  )

  test('J23 a child that writes faster than it is read loses nothing when it exits', async () => {
    const life = begin(subprocess(probe), Probe)
    await life.ready
    life.ref.ask
      .run(
        `for (let at = 0; at < 300; at++) { context.log.info('line ' + at, { bytes: new Uint8Array(100_000) }); await null; await null }
        process.exit(4)`,
      )
      .catch(() => {})
    const end = performance.now() + 200
    while (performance.now() < end);
    expect(await life.exited).toEqual({ type: 'exit', code: 4 })
    expect(life.log).toEqual(Array.from({ length: 300 }, (_, at) => `line ${at}`))
  })

  test('a process that the child leaves behind with its output does not hold up the exit', async () => {
    const life = begin(subprocess(probe), Probe)
    const pid = (await life.ref.ask.run(`
      const { spawn } = require('node:child_process')
      return spawn('sleep', ['30'], { detached: true, stdio: ['ignore', 'inherit', 'inherit'] }).pid
    `)) as number
    life.incarnation.kill()
    expect(await life.observed).toEqual({ type: 'killed' })
    expect(lives(pid)).toBe(true)
    process.kill(pid, 'SIGKILL')
  })

  test('what somebody else writes into the pipe ends it with an error', async () => {
    const life = begin(subprocess(probe), Probe)
    await life.ready
    life.ref.ask.run(`require('node:fs').writeSync(4, 'hello from a library')`).catch(() => {})
    expect(await life.observed).toMatchObject({ type: 'error', error: { code: 'undecodable' } })
  })

  test('lets the process end while it idles, if told so', async () => {
    const { says, ended } = sacrifice('idle', 'subprocess', 'let-go')
    const pid = Number((await says(/pid (\d+);/))[1])
    const { code, stdout } = await ended
    expect(stdout).toContain('ends by itself')
    expect(code).toBe(0)
    expect(await until(() => !lives(pid), 2_000)).toBe(true)
  })

  test('keeps the process alive otherwise', async () => {
    const { child, says, ended } = sacrifice('idle', 'subprocess', 'hold')
    await says(/pid (\d+);/)
    await after(300)
    expect(child.exitCode).toBe(null)
    child.kill('SIGKILL')
    expect((await ended).stdout).not.toContain('ends by itself')
  })

  test('resolves the working directory from a URL', async () => {
    const life = begin(subprocess(probe, { cwd: fixture('.') }), Probe)
    expect(await life.ref.ask.run('return process.cwd()')).toMatch(/fixtures$/)
  })
})

describe('the app', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('stops in order on %s', async (signal) => {
    const { child, says, ended } = sacrifice('signals', 'stop')
    await says(/up;/)
    child.kill(signal)
    const { code, stdout } = await ended
    expect(stdout.match(/\w+;/g)).toEqual(['up;', 'stopping;', 'stopped;'])
    expect(code).toBe(signal === 'SIGTERM' ? 143 : 130)
  })

  test('stops in order while it starts', async () => {
    const { child, says, ended } = sacrifice('signalled-start')
    await says(/importing;/)
    child.kill('SIGTERM')
    const { code, stdout } = await ended
    expect(stdout.match(/app\/\w+ \w+;/g)).toEqual(['app/hangs killed;', 'app/probe shutdown;'])
    expect(code).toBe(143)
  })

  test('ends at once on a second signal', async () => {
    const { child, says, ended } = sacrifice('signals', 'hang')
    await says(/up;/)
    child.kill('SIGTERM')
    await says(/stopping;/)
    child.kill('SIGTERM')
    expect((await ended).code).toBe(143)
  })
})
