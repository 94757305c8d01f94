import { describe, expect, it, test } from 'vitest'
import { chart } from '../report/chart.ts'
import { intoPage } from '../report/into-page.ts'
import { measured } from '../report/markdown.ts'
import { type Entries, mergeEntries, mergeResults } from '../report/record.ts'
import { screenTable } from '../report/table.ts'
import { targetOf } from '../report/target.ts'
import { digits, factor, verdictOf } from '../report/verdict.ts'
import type { Result } from '../result.ts'

const throughput: Result = {
  id: 'ask-throughput/subprocess',
  unit: 'asks/s',
  better: 'higher',
  troupe: 120_000,
  limit: 150_000,
  peers: { tinypool: 25_000, comedy: 20_000, 'erlang/otp': 91_000 },
}

const latency: Result = {
  id: 'ask-latency/thread',
  unit: 'us',
  better: 'lower',
  troupe: 25,
  limit: 16,
  peers: { comlink: 24, threads: 60 },
}

const conditions = {
  date: '2026-11-23',
  processor: 'a processor',
  cores: 2,
  node: '20.20.2',
  load: 0.5,
}

function entriesOf(...results: readonly Result[]): Entries {
  return Object.fromEntries(
    results.map(({ id, troupe, limit, peers }) => [
      id,
      {
        conditions,
        rounds: {
          troupe: [troupe],
          limit: [limit],
          peers: Object.fromEntries(Object.entries(peers).map(([name, value]) => [name, [value]])),
          asides: { 'one message each': [7, 5, 6] },
        },
      },
    ]),
  )
}

describe('verdictOf()', () => {
  it('compares with the best peer and with the limit', () => {
    expect(verdictOf(throughput)).toMatchObject({
      bestPeer: { name: 'erlang/otp', value: 91_000 },
      toBestPeer: 120 / 91,
      toLimit: 0.8,
    })
    expect(verdictOf(latency)).toMatchObject({ bestPeer: { name: 'comlink' }, toLimit: 25 / 16 })
  })

  it('divides by no limit of 0', () => {
    expect(verdictOf({ ...latency, limit: 0 })).not.toHaveProperty('toLimit')
  })
})

describe('targetOf()', () => {
  it('asks for a factor over JavaScript peers, and to be ahead of Erlang where it was there', () => {
    const { met } = targetOf('ask-throughput/subprocess')!
    expect(met(throughput)).toBe(true)
    expect(met({ ...throughput, troupe: 99_000 })).toBe(false)
    expect(met({ ...throughput, peers: { ...throughput.peers, 'erlang/otp': 130_000 } })).toBe(
      false,
    )
    expect(met({ ...throughput, peers: { tinypool: 25_000 } })).toBe(true)
  })

  it('takes less for better where less is better', () => {
    const { met } = targetOf('ask-latency/thread')!
    expect(met(latency)).toBe(false)
    expect(met({ ...latency, troupe: 20 })).toBe(true)
    expect(met({ ...latency, troupe: 20, limit: 15 })).toBe(false)
  })

  it('knows none for what has none', () => {
    expect(targetOf('model-cold-start/thread/total')).toBeUndefined()
  })
})

test.each([
  [0, '0'],
  [0.0331, '0.033'],
  [1.2345, '1.234'],
  [123.456, '123.5'],
  [1_234.5, '1,235'],
  [1_234_567, '1,235,000'],
])('digits(%d) is %s', (value, text) => {
  expect(digits(value)).toBe(text)
})

test.each([
  [0.866, '0.87'],
  [5.24, '5.2'],
  [14.8, '15'],
])('factor(%d) is %s', (value, text) => {
  expect(factor(value)).toBe(text)
})

test('screenTable() shows peer, limit, ratios and target in lines that align', () => {
  const [header, first, second] = screenTable([throughput, latency]).split('\n')
  expect(header).toMatch(/^id +troupe +unit +best peer/)
  expect(first).toMatch(/120,000 +asks\/s +erlang\/otp 91,000 +1\.32 +150,000 +0\.80 .* met$/)
  expect(second).toMatch(/NOT MET$/)
  expect(first!.indexOf('asks/s')).toBe(header!.indexOf('unit'))
})

test('mergeResults() replaces what was measured anew, keeps the rest, and keeps the order', () => {
  const faster = { ...latency, troupe: 12 }
  const forgotten = { ...latency, id: 'gone' }
  const ids = [throughput.id, latency.id]
  expect(mergeResults([forgotten, latency, throughput], [faster], ids)).toEqual([
    throughput,
    faster,
  ])
})

test('mergeEntries() keeps the conditions of what was not measured anew', () => {
  const old = entriesOf(throughput, latency)
  const fresh = {
    [latency.id]: { ...old[latency.id]!, conditions: { ...conditions, date: '2026-12-01' } },
  }
  const merged = mergeEntries(old, fresh, [throughput.id, latency.id])
  expect(merged[throughput.id]!.conditions.date).toBe('2026-11-23')
  expect(merged[latency.id]!.conditions.date).toBe('2026-12-01')
})

test('measured() shows everyone with the spread of the rounds, and when it was', () => {
  const text = measured([throughput, latency], entriesOf(throughput, latency))
  expect(text).toContain(
    '| `ask-throughput/subprocess` | 120,000 asks/s | erlang/otp 91,000 | 1.32 |',
  )
  expect(text).toContain('*one message each* 6.000 (5.000 to 7.000)')
  expect(text).toMatch(
    /\| 2026-11-23 \| a processor, 2 cores \| Node 20\.20\.2 \| 0\.5 \| `ask-thr/,
  )
})

test('intoPage() writes between the marks and leaves the rest', () => {
  const page = 'before <!-- begin: bench -->old<!-- end: bench --> after'
  expect(intoPage(page, 'bench', 'new')).toBe(
    'before <!-- begin: bench -->\n\nnew\n\n<!-- end: bench --> after',
  )
  expect(() => intoPage('no marks', 'bench', 'new')).toThrow('marks')
})

describe('chart()', () => {
  const svg = chart([throughput, latency, { ...latency, id: 'alone', peers: {} }])

  it('has a bar for everyone, longest where the value is', () => {
    expect(svg.match(/<rect class="(troupe|peer|limit)"/g)).toHaveLength(9)
    const widthOf = (name: string): number =>
      Number(new RegExp(`>${name}</text><rect [^>]*width="([\\d.]+)"`).exec(svg)![1])
    expect(widthOf('bare limit') / widthOf('Troupe')).toBeCloseTo(150 / 120, 1)
  })

  it('shows only what is compared with peers', () => {
    expect(svg).not.toContain('alone')
  })

  it('goes with light and dark pages', () => {
    expect(svg).toContain('prefers-color-scheme: dark')
  })
})
