import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { ActorError } from '@troupe/core'
import { environment } from '../src/environment.ts'
import { inheritedFlags, threadFlags } from '../src/flags.ts'
import { Hold } from '../src/hold.ts'
import { Lines } from '../src/lines.ts'
import { PacedOutput } from '../src/paced-output.ts'
import { type Ending, reasonOf } from '../src/subprocess/ending.ts'
import { dyingWithParent, hasCapabilities } from '../src/subprocess/parent-death-signal.ts'
import { scratch } from './support/scratch.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.useRealTimers()
})

describe('Hold', () => {
  function held() {
    vi.useFakeTimers()
    const applied: boolean[] = []
    return { hold: new Hold((alive) => applied.push(alive)), applied }
  }

  test('lets go a little late, once', () => {
    const { hold, applied } = held()
    hold.set(false)
    hold.set(false)
    expect(applied).toEqual([])
    vi.advanceTimersByTime(20)
    hold.set(false)
    expect(applied).toEqual([false])
    hold.set(true)
    expect(applied).toEqual([false, true])
  })

  test('does not let go where there is work again by then', () => {
    const { hold, applied } = held()
    hold.set(false)
    vi.advanceTimersByTime(10)
    hold.set(true)
    vi.advanceTimersByTime(1_000)
    expect(applied).toEqual([])
  })

  test('does nothing more once its isolate is gone', () => {
    const { hold, applied } = held()
    hold.set(false)
    hold.end()
    vi.advanceTimersByTime(1_000)
    expect([applied, vi.getTimerCount()]).toEqual([[], 0])
  })
})

describe('dyingWithParent()', () => {
  const node = { command: '/usr/bin/node', arguments: ['--flag', 'main.js'] }

  test('has a command that knows the signal run it, on Linux', async () => {
    const file = fileURLToPath(await scratch('setpriv', '... --pdeathsig keep|clear|<signame> ...'))
    const dying = {
      command: file,
      arguments: ['--pdeathsig', 'KILL', '--', '/usr/bin/node', '--flag', 'main.js'],
    }
    expect(dyingWithParent(node, file)).toEqual(process.platform === 'linux' ? dying : undefined)
  })

  test('is undefined where there is no such command', async () => {
    const busybox = fileURLToPath(await scratch('busybox', 'setpriv [-d] [--nnp]'))
    expect(dyingWithParent(node, busybox)).toBeUndefined()
    expect(dyingWithParent(node, '/no/such/setpriv')).toBeUndefined()
  })

  test.each([
    ['Uid:\t1000\t1000\t1000\t1000', '0000000000000000', false],
    ['Uid:\t1000\t1000\t1000\t1000', '0000000000000400', true],
    ['Uid:\t0\t0\t0\t0', '000001ffffffffff', false],
  ])('of %s with the capabilities %s, its own are: %s', (uid, permitted, own) => {
    expect(hasCapabilities(`${uid}\nCapInh:\t0000\nCapPrm:\t${permitted}\n`)).toBe(own)
  })
})

describe('inheritedFlags()', () => {
  test.each<[string[], string[]]>([
    [
      ['--conditions=development', '--enable-source-maps'],
      ['--conditions=development', '--enable-source-maps'],
    ],
    [
      ['--import', 'tsx', '--require', './x.cjs'],
      ['--import', 'tsx', '--require', './x.cjs'],
    ],
    [['--inspect', '--no-warnings'], ['--no-warnings']],
    [
      ['--inspect-brk=127.0.0.1:9229', '--inspect-port', '0', '-r', 'x'],
      ['-r', 'x'],
    ],
    [['--input-type=module', '-e', 'code()', '--trace-gc'], ['--trace-gc']],
    [['--test', '--watch', '--watch-path', './src', '-p', '1', '--cpu-prof'], ['--cpu-prof']],
  ])('%j gives %j', (flags, kept) => {
    expect(inheritedFlags(flags)).toEqual(kept)
  })
})

test('threadFlags() leaves all to Node, but for what threads cannot have', () => {
  expect(threadFlags(['--no-warnings'])).toBe(undefined)
  expect(threadFlags(['--input-type=module', '-e', 'code()'])).toEqual([])
})

describe('environment()', () => {
  test('takes the debugger out of NODE_OPTIONS and leaves the rest', () => {
    vi.stubEnv('NODE_OPTIONS', '--inspect-brk=0 --max-http-header-size=9000 --inspect')
    expect(environment()['NODE_OPTIONS']).toBe('--max-http-header-size=9000')
    vi.stubEnv('NODE_OPTIONS', '--inspect')
    expect('NODE_OPTIONS' in environment()).toBe(false)
  })

  test('turns telemetry of onnxruntime off, in the real environment too', () => {
    vi.stubEnv('ORT_DISABLE_TELEMETRY', undefined)
    environment()
    expect(process.env['ORT_DISABLE_TELEMETRY']).toBe('1')
    expect(environment({ ORT_DISABLE_TELEMETRY: '0' })['ORT_DISABLE_TELEMETRY']).toBe('0')
  })
})

describe('Lines', () => {
  test('cuts at line breaks, wherever the pieces end', () => {
    const taken: string[] = []
    const lines = new Lines((line) => taken.push(line))
    for (const byte of Buffer.from('äöü\r\n\nzwei\ndr')) lines.push(Uint8Array.of(byte))
    lines.end()
    lines.end()
    expect(taken).toEqual(['äöü', '', 'zwei', 'dr'])
  })

  test('cuts a line that does not end', () => {
    const taken: string[] = []
    const lines = new Lines((line) => taken.push(line))
    for (let at = 0; at < 10; at++) lines.push(Buffer.alloc(20_000, 'x'))
    lines.end()
    expect(taken.join('').length).toBe(200_000)
    expect(Math.max(...taken.map((line) => line.length))).toBeLessThan(100_000)
  })
})

describe('reasonOf()', () => {
  const plain: Ending = {
    path: 'app/x',
    code: null,
    signal: null,
    up: true,
    asked: false,
    tooLarge: false,
    lastWords: [],
  }
  const damage = new ActorError('undecodable', 'no packet', { target: 'pipe', bytes: 12 })
  const heap = ['FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory']
  test.each<[Partial<Ending>, object]>([
    [{ code: 0 }, { type: 'exit', code: 0 }],
    [{ code: 3 }, { type: 'exit', code: 3 }],
    [{ code: 0, asked: true }, { type: 'killed' }],
    [{ signal: 'SIGKILL', asked: true }, { type: 'killed' }],
    [{ signal: 'SIGKILL' }, { type: 'signal', signal: 'SIGKILL' }],
    [
      { signal: 'SIGKILL', tooLarge: true, limit: 100 },
      { type: 'out-of-memory', limit: 100 },
    ],
    [
      { signal: 'SIGKILL', tooLarge: true, asked: true, limit: 100 },
      { type: 'out-of-memory', limit: 100 },
    ],
    [
      { signal: 'SIGKILL', tooLarge: true, asked: true, corrupt: damage },
      { type: 'error', error: damage },
    ],
    [{ signal: 'SIGABRT', lastWords: heap }, { type: 'out-of-memory' }],
    [{ code: 134, lastWords: heap }, { type: 'out-of-memory' }],
    [
      { signal: 'SIGTRAP', lastWords: ['# Fatal JavaScript invalid size error 169220804'] },
      { type: 'out-of-memory' },
    ],
    [{ signal: 'SIGABRT' }, { type: 'signal', signal: 'SIGABRT' }],
    [
      { code: 1, lastWords: heap },
      { type: 'exit', code: 1 },
    ],
    [
      { signal: 'SIGSEGV', up: false },
      { type: 'signal', signal: 'SIGSEGV' },
    ],
    [{ code: 9, up: false }, { type: 'start-failed' }],
    [{ code: 9, up: false, asked: true }, { type: 'killed' }],
  ])('%j is %j', (ending, reason) => {
    expect(reasonOf({ ...plain, ...ending })).toMatchObject(reason)
  })
})

describe('PacedOutput', () => {
  const text = (count: number) => Buffer.from('line\n'.repeat(count))
  const turn = () => new Promise((resolve) => setImmediate(resolve))

  /** Each look at the clock takes a millisecond. */
  function paced() {
    let time = 0
    const told: string[] = []
    const output = new PacedOutput({
      hand: (line, stream) => told.push(`${stream} ${line}`),
      behind: (behind) => told.push(behind ? 'behind' : 'caught up'),
      now: () => time++,
    })
    return { told, output }
  }

  test('PacedOutput hands over what is little at once', () => {
    const { told, output } = paced()
    output.push('stdout', Buffer.from('one\ntwo'))
    output.push('stderr', Buffer.from('three\n'))
    output.end()
    expect(told).toEqual(['stdout one', 'stderr three', 'stdout two'])
  })

  test('PacedOutput leaves the rest to later turns, and says so', async () => {
    const { told, output } = paced()
    output.push('stdout', text(1_000))
    output.push('stderr', text(1))
    const first = told.length
    expect(first).toBeLessThan(100)
    expect(told.at(-1)).toBe('behind')
    await turn()
    expect(told.length).toBeGreaterThan(first)
    expect(told.length).toBeLessThan(first + 100)
    await expect.poll(() => told.at(-1)).toBe('caught up')
    expect(told.filter((line) => line === 'stdout line')).toHaveLength(1_000)
    expect(told.slice(-2)).toEqual(['stderr line', 'caught up'])
  })

  test.each(['hurry', 'end'] as const)('PacedOutput keeps nothing back after %s()', (end) => {
    const { told, output } = paced()
    output.push('stdout', text(1_000))
    output[end]()
    output.push('stdout', text(1_000))
    expect(told.filter((line) => line === 'stdout line')).toHaveLength(2_000)
  })
})
