import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Cell } from '../faults/cell.ts'
import { faults } from '../faults/fault.ts'
import { findingOf } from '../faults/finding.ts'
import { isWhole, parseOptions } from '../faults/options.ts'
import { overviewTable, page } from '../faults/page.ts'
import type { Report } from '../faults/report.ts'
import { summaryOf } from '../faults/summary.ts'
import { tell } from '../faults/told.ts'
import { missingParts, throwWhole } from '../faults/whole-error.ts'
import {
  duration,
  errorKept,
  hostLife,
  loss,
  orphans,
  recovery,
  settling,
} from '../faults/words.ts'

const rejected: Report = { type: 'settled', how: 'rejects', milliseconds: 7, told: 'Error: gone' }
const recovered: Report = { type: 'recovered', milliseconds: 54 }
const answered: Report = { type: 'answered' }
const over: Report = { type: 'over' }

function cell(reports: readonly Report[], rest: Partial<Cell> = {}): Cell {
  return {
    peer: 'piscina',
    fault: 'exit',
    reports: [{ type: 'started' }, ...reports],
    end: 'exit code 0',
    ...rest,
  }
}

describe('findingOf()', () => {
  it('counts the calls that were not answered', () => {
    expect(findingOf(cell([rejected, recovered, answered, answered, over]))).toMatchObject({
      settles: 'rejects',
      settled: 7,
      recovered: 54,
      lost: 6,
      waited: 8,
    })
  })

  it('calls what nobody was told of in time "never"', () => {
    const finding = findingOf(cell([over]))
    expect(finding).toMatchObject({ settles: 'never', lost: 8 })
    expect(finding).not.toHaveProperty('recovered')
  })

  it('tells an app that died from a call that never settled', () => {
    expect(findingOf(cell([], { end: 'SIGSEGV' }))).toMatchObject({
      settles: 'host dies',
      hostDied: 'SIGSEGV',
      lost: 8,
    })
    expect(findingOf(cell([rejected, recovered], { end: 'exit code 1' }))).toMatchObject({
      settles: 'rejects',
      hostDied: 'exit code 1',
    })
  })

  it.each([
    [undefined, false],
    [12, false],
    [Infinity, true],
  ])('takes an isolate that outlived the app by %s ms as orphan: %s', (outlived, orphan) => {
    const left = cell([over], { fault: 'host-exit', ...(outlived !== undefined && { outlived }) })
    expect(findingOf(left)).toMatchObject({ orphan })
  })
})

describe('summaryOf()', () => {
  const twice = summaryOf([
    findingOf(cell([rejected, recovered, ...Array<Report>(8).fill(answered), over])),
    findingOf(cell([over])),
    findingOf(cell([{ ...rejected, milliseconds: 9 }, over])),
  ])

  it('says how often what happened, with medians of what did', () => {
    expect(twice).toMatchObject({
      settles: { rejects: 2, never: 1 },
      settled: 8,
      recoveries: 1,
      recovered: 54,
      lost: 8,
    })
  })

  it('reads as words that hide no repeat', () => {
    expect(settling(twice)).toBe('rejects (2 of 3), **never** (1 of 3), 8.0 ms')
    expect(recovery(twice)).toBe('54 ms **(1 of 3)**')
    expect(loss(twice)).toBe('**8 of 8**')
    expect(hostLife(twice)).toBe('yes')
    expect(orphans(twice)).toBe('no')
  })

  it('stands in the table and on the page', () => {
    const shown = faults.filter(({ id }) => id === 'exit')
    expect(overviewTable([twice], shown)).toContain('| piscina |')
    const text = page({
      node: '20.0.0',
      platform: 'linux x64',
      versions: { piscina: '1.2.3' },
      repeats: 3,
      limit: 6_000,
      rounds: 0,
      matrix: [twice],
      recoveries: [],
    })
    expect(text).toContain('piscina 1.2.3')
    expect(text).toContain('not within 6 s')
    expect(text).toContain('`Error: gone`')
    expect(text).not.toContain('undefined')
  })
})

describe('missingParts()', () => {
  it('finds nothing missing in the error itself', () => {
    expect(missingParts(caught(throwWhole))).toEqual([])
  })

  it('misses what a clone leaves out', () => {
    const clone: unknown = structuredClone(caught(throwWhole))
    expect(missingParts(clone)).toEqual(['name', 'code', 'fields'])
    const summary = summaryOf([
      findingOf(cell([{ ...rejected, missing: missingParts(clone) } as Report, over])),
    ])
    expect(errorKept(summary)).toBe('**lost**: name, code, fields')
  })

  it('misses everything in undefined', () => {
    expect(missingParts(undefined)).toHaveLength(7)
  })
})

it.each([
  [undefined, 'undefined'],
  [new TypeError('no'), 'TypeError: no'],
  [Object.assign(new Error('no\n  way'), { code: 'E' }), 'Error: E: no way'],
  [{ left: 1 }, '{"left":1}'],
])('tell(%s) is %s', (thrown, words) => {
  expect(tell(thrown)).toBe(words)
})

it.each([
  [0.55, '0.6 ms'],
  [54.4, '54 ms'],
  [2_040, '2.0 s'],
])('duration(%d) is %s', (milliseconds, words) => {
  expect(duration(milliseconds)).toBe(words)
})

describe('parseOptions()', () => {
  it('measures all of it by default', () => {
    const options = parseOptions([])
    expect(options).toMatchObject({ repeats: 3, limit: 6_000 })
    expect(isWhole(options)).toBe(true)
  })

  it('takes the beginning of a name for all that it begins', () => {
    const options = parseOptions(['--peer', 'tinypool', '--fault', 'exit'])
    expect(options.peers).toEqual(['tinypool/thread', 'tinypool/process'])
    expect(options.faults).toEqual(['exit'])
    expect(isWhole(options)).toBe(false)
  })

  it.each([
    ['--repeats', '0'],
    ['--peer', 'nobody'],
  ])('refuses %s %s', (option, value) => {
    expect(() => parseOptions([option, value])).toThrow(`${option} ${value}`)
  })
})

/** Hosts run what was built, like isolates. */
const built = fileURLToPath(new URL('../dist/faults/cell.js', import.meta.url))

describe('runCell()', () => {
  it.each(['piscina', 'troupe/thread'])('%s rejects a call whose worker exits', async (peer) => {
    const { runCell } = (await import(built)) as typeof import('../faults/cell.ts')
    expect(findingOf(await runCell(peer, 'exit', 10_000))).toMatchObject({
      settles: 'rejects',
      lost: 0,
      recovered: expect.any(Number) as number,
    })
  })
})

function caught(work: () => never): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
}
