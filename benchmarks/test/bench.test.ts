import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, test } from 'vitest'
import { benchmarks } from '../benchmarks.ts'
import { chosen } from '../chosen.ts'
import { itemBytes, message } from '../message.ts'
import { parseOptions } from '../options.ts'
import { FrameReader } from '../raw/pipe.ts'
import { packAll, unpackAll } from '../raw/packs.ts'
import { targetOf } from '../report/target.ts'
import type { Result } from '../result.ts'
import { growthIn, type Stretch } from '../soak/flat.ts'

function bench(...args: readonly string[]): { status: number | null; text: string } {
  const program = fileURLToPath(new URL('../dist/bench.js', import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
  })
  return { status, text: stdout + stderr }
}

describe('bench', () => {
  it('measures Troupe beside the bare machine, and writes nothing when it is quick', () => {
    const latest = new URL('../results/latest.json', import.meta.url)
    const before = readFileSync(latest, 'utf8')
    const { status, text } = bench('cancel-latency/thread', '--quick')
    expect(text).toMatch(/^cancel-latency\/thread +[\d.,]+ +us .* 2 x the limit/m)
    expect(status).toBe(0)
    expect(readFileSync(latest, 'utf8')).toBe(before)
  }, 60_000)

  it('names its benchmarks when it is asked for one that it does not know', () => {
    const { status, text } = bench('ask-thruput')
    expect(text).toMatch(/no benchmark ask-thruput; there are ask-throughput\/thread, /)
    expect(status).toBe(2)
  }, 60_000)
})

test('chosen() takes ids, and beginnings of ids', () => {
  const ids = (wanted: string): string[] => chosen([wanted], benchmarks).flatMap((one) => one.ids)
  expect(ids('ask-throughput')).toEqual(['ask-throughput/thread', 'ask-throughput/subprocess'])
  expect(ids('ask-latency-p99/thread')).toEqual(['ask-latency/thread', 'ask-latency-p99/thread'])
  expect(chosen([], benchmarks)).toBe(benchmarks)
})

test('chosen() knows every id only once, and every target has one', () => {
  const ids = benchmarks.flatMap((one) => one.ids)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((id) => targetOf(id) === undefined)).toEqual([
    'cancel-latency/queued',
    ...ids.filter((id) => id.startsWith('model-cold-start')),
  ])
})

test('the results are those of the benchmarks, and of nothing else', () => {
  const text = readFileSync(new URL('../results/latest.json', import.meta.url), 'utf8')
  const ids = benchmarks.flatMap((one) => one.ids)
  for (const result of JSON.parse(text) as Result[]) {
    expect(ids).toContain(result.id)
    expect(Object.keys(result).sort()).toEqual(['better', 'id', 'limit', 'peers', 'troupe', 'unit'])
  }
})

test('parseOptions() measures thoroughly unless told otherwise', () => {
  expect(parseOptions([])).toMatchObject({ wanted: [], effort: { rounds: 5 }, write: true })
  expect(parseOptions(['soak', '--minutes', '3'])).toMatchObject({ wanted: ['soak'], minutes: 3 })
  expect(parseOptions(['--quick'])).toMatchObject({ effort: { rounds: 1 }, write: false })
  expect(() => parseOptions(['--rounds', 'many'])).toThrow('--rounds many')
  expect(() => parseOptions(['--unknown'])).toThrow('--unknown')
})

test('message is 72 bytes of MessagePack, an item 1 KiB', () => {
  expect(packAll([message]).byteLength).toBe(72)
  expect(unpackAll(packAll([message, message]))).toEqual([message, message])
  expect(itemBytes).toBe(1_024)
})

test('FrameReader puts frames together however they are cut', () => {
  const stream = Buffer.from([3, 0, 0, 0, 1, 7, 8, 9, 0, 0, 0, 0, 2, 1, 0, 0, 0, 3, 5])
  for (let size = 1; size <= stream.byteLength; size++) {
    const frames: unknown[] = []
    const reader = new FrameReader((kind, bytes) => frames.push([kind, [...bytes]]))
    for (let at = 0; at < stream.byteLength; at += size) reader.push(stream.subarray(at, at + size))
    expect(frames).toEqual([
      [1, [7, 8, 9]],
      [2, []],
      [3, [5]],
    ])
  }
})

describe('growthIn()', () => {
  const still: Stretch = { asks: 9, p99: 100, resident: 200, heap: 20, handles: 12 }

  it('finds none where only the beginning differs', () => {
    expect(growthIn([{ ...still, p99: 900, heap: 5 }, ...Array<Stretch>(9).fill(still)])).toEqual(
      [],
    )
  })

  it('names what lies higher at the end', () => {
    const rising = Array.from({ length: 10 }, (_, n) => ({
      ...still,
      resident: 200 + 10 * n,
      handles: 12 + n,
    }))
    expect(growthIn(rising)).toEqual([
      'resident grew from 220.0 to 280.0',
      'handles grew from 14.0 to 20.0',
    ])
  })
})
