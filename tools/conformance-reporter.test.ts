import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { casesOf, readCatalogue } from './conformance-table/catalogue.ts'
import { collect, complete, type Table } from './conformance-table/cells.ts'
import { columnOf, idsOf, type Ran } from './conformance-table/evidence.ts'
import { heading, readNotApplicable } from './conformance-table/not-applicable.ts'
import { problemsOf } from './conformance-table/problems.ts'
import { readPage } from './conformance-table/read-page.ts'
import { renderPage } from './conformance-table/render-page.ts'
import { root } from './files.ts'

function ran(title: string, more: Partial<Ran> = {}): Ran {
  return { file: 'a.test.ts', suites: [], title, state: 'passed', usesMemory: false, ...more }
}

const over = (kind: string): Partial<Ran> => ({ suites: [`isolate ${kind}`, 'crash'] })

const cases = casesOf([
  {
    name: 'First',
    cases: { S001: 'first of all', S002: 'then another', J01: 'over some' },
    isolates: ['S002'],
    only: { J01: ['thread'] },
  },
])

describe('readCatalogue()', () => {
  test('readCatalogue() has at least 305 cases, numbered without gaps, each with its own title', () => {
    const { cases: all, pitfalls } = readCatalogue(root)
    const ids = all.map(({ id }) => id)
    const numbered = (letter: string, digits: number): string[] =>
      ids
        .filter((id) => id.startsWith(letter))
        .map((_, at) => letter + String(at + 1).padStart(digits, '0'))
    expect(ids.length).toBeGreaterThanOrEqual(305)
    expect(ids).toEqual([...numbered('S', 3), ...numbered('J', 2)])
    expect(new Set(all.map(({ title }) => title)).size).toBe(ids.length)
    expect(pitfalls).toHaveLength(25)
    expect(pitfalls.flatMap((one) => one.cases).filter((id) => !ids.includes(id))).toEqual([])
  })

  test('casesOf() refuses a kind for a case that is not there', () => {
    expect(() => casesOf([{ name: 'A', cases: {}, isolates: ['S009'] }])).toThrow('no case S009')
  })
})

describe('idsOf()', () => {
  test.each([
    ['S084 S086 stop() waits', ['S084', 'S086']],
    ['J18, J19: a freeze', ['J18', 'J19']],
    ["'J04' ends", ['J04']],
    ['stop() waits S084', []],
    ['S3 buckets', []],
    ['N1 kills', []],
  ])('idsOf(%o)', (title, ids) => {
    expect(idsOf(title)).toEqual(ids)
  })
})

describe('columnOf()', () => {
  test.each<[string, Partial<Ran>]>([
    ['pure', {}],
    ['thread', over('thread')],
    ['subprocess', { suites: ['the gate of subprocess()'] }],
    ['worker', { file: 'packages/x/test/worker.browser.ts' }],
    ['worker', { file: 'packages/runtime-web/test/freeze.test.ts' }],
    ['thread', { file: 'packages/x/test/thread.test.ts', usesMemory: true }],
    ['memory', { usesMemory: true }],
    ['subprocess', { ...over('subprocess'), file: 'thread.test.ts' }],
  ])('columnOf() finds %s', (column, more) => {
    expect(columnOf(ran('S001 it', more))).toBe(column)
  })
})

describe('collect()', () => {
  test('collect() takes ids of a describe for all of its tests', () => {
    const table = collect([ran('it works', { suites: ['S001 starting'] })])
    expect(table.get('S001')).toEqual({ pure: { type: 'passes' } })
  })

  test('collect() shows one failure rather than many passes, and a pass rather than a skip', () => {
    const skip = { state: 'skipped', note: 'thread declares no exit' } as const
    const table = collect([
      ran('S001 one'),
      ran('S001 two', { state: 'failed' }),
      ran('S002 one', { ...over('thread'), ...skip }),
      ran('S002 two', over('thread')),
      ran('J01 one', { ...over('thread'), ...skip }),
      ran('J01 one huge array is fatal to the process', { file: 'thread.test.ts' }),
    ])
    expect([...table]).toEqual([
      ['S001', { pure: { type: 'fails' } }],
      ['S002', { thread: { type: 'passes' } }],
      ['J01', { thread: { type: 'process-fatal' } }],
    ])
  })
})

describe('complete()', () => {
  const written: Table = new Map([
    ['S001', { pure: { type: 'passes' }, worker: { type: 'passes' } }],
    ['S002', { thread: { type: 'passes' } }],
    ['J01', { thread: { type: 'passes' } }],
  ])

  test('complete() keeps what this machine cannot know, and nothing else', () => {
    const run = collect([
      ran('S001 it'),
      ran('S002 it', { ...over('thread'), state: 'skipped', note: 'needs signals' }),
      ran('J01 it', { ...over('thread'), state: 'skipped', note: 'thread declares no exit' }),
    ])
    expect([...complete(run, written)]).toEqual([
      ['S001', { pure: { type: 'passes' }, worker: { type: 'passes' } }],
      ['S002', { thread: { type: 'passes' } }],
      ['J01', { thread: { type: 'skipped', reason: 'thread declares no exit' } }],
    ])
  })

  test('complete() forgets what no test shows any more', () => {
    const run = collect([ran('S001 it'), ran('S002 it', over('thread'))])
    expect(complete(run, written).has('J01')).toBe(false)
  })
})

describe('readNotApplicable()', () => {
  test('readNotApplicable() reads the table below its heading and no other', () => {
    const page = `| S009 | no | no |\n## ${heading}\n\n| id | reason | instead |\n|---|---|---|
| S001 | there is none | something else |\n## Next\n| S010 | no | no |`
    expect(readNotApplicable(page)).toEqual([
      { id: 'S001', reason: 'there is none', instead: 'something else' },
    ])
  })

  test('readNotApplicable() refuses a line that leaves the reason or the replacement out', () => {
    expect(() => readNotApplicable(`## ${heading}\n| S001 | why |`)).toThrow('| S001 | why |')
    expect(() => readNotApplicable(`## ${heading}\n| S001 | why |  |`)).toThrow('reason')
  })
})

describe('problemsOf()', () => {
  const excuse = (id: string) => ({ id, reason: 'none', instead: 'other' })

  test('problemsOf() finds nothing where each case has a proof or a line', () => {
    const table = collect([ran('S001 it'), ran('J01 it', over('thread'))])
    expect(problemsOf(table, { cases, notApplicable: [excuse('S002')] })).toEqual([])
  })

  test('problemsOf() names cases without proof, with both, and unknown ones', () => {
    const skipped = ran('S001 it', { state: 'skipped', note: 'no' })
    const table = collect([skipped, ran('S002 it'), ran('S400 it')])
    const notApplicable = [excuse('S002'), excuse('S500'), excuse('S002')]
    expect(problemsOf(table, { cases, notApplicable })).toEqual([
      'S400 is no case of docs/semantics-cases.json',
      'S500 is no case of docs/semantics-cases.json',
      'S002 stands twice in the table of docs/semantics.md',
      'S001 has no passing test and no line in docs/semantics.md',
      'S002 has a test; take its line out of docs/semantics.md',
      'J01 has no passing test and no line in docs/semantics.md',
    ])
  })

  test('problemsOf() names the kinds that do not show what they have to, unless none of it ran', () => {
    const table = collect([ran('S001', over('memory')), ran('S002'), ran('J01', over('thread'))])
    expect(problemsOf(table, { cases, notApplicable: [] })).toEqual([
      'S002 has no test over memory',
      'S002 has no test over thread',
    ])
  })
})

describe('renderPage()', () => {
  test('renderPage() makes a page that readPage() reads back', () => {
    const table = collect([
      ran('S002 it', over('memory')),
      ran('S002 it', { ...over('thread'), state: 'skipped', note: 'thread declares no exit' }),
      ran('J01 is fatal to the process', over('thread')),
    ])
    const notApplicable = [{ id: 'S001', reason: 'none', instead: 'other' }]
    const pitfalls = [{ what: 'this and that', cases: ['S001', 'S002', 'J01'] }]
    const page = renderPage(table, { cases, pitfalls, notApplicable })
    expect(page.split('\n').filter((line) => /^\| [SJ]\d/.test(line))).toEqual([
      '| S001 | first of all | [not Troupe’s](semantics.md#cases-that-are-not-troupes) | · | · | · | · |',
      '| S002 | then another | · | passes | skipped 1 | not run | not run |',
      '| J01 | over some | · | · | process-fatal | · | · |',
    ])
    expect(page).toContain('3 cases: 2 shown by tests, 1 not Troupe’s, 0 open.')
    expect(page).toContain('1. thread declares no exit')
    expect(page).toContain('| 1 | this and that | S001 (not Troupe’s), S002, J01 |')
    expect(readPage(page)).toEqual(table)
  })
})

/** Runs vitest in a repository of its own that has one case and one test. */
function runIn(files: Record<string, string>, options: string, ...args: string[]) {
  const cache = join(root, '.cache/conformance-reporter-test')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'run-'))
  try {
    mkdirSync(join(folder, 'docs'))
    const all = { ...defaults, ...files }
    for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text)
    writeFileSync(
      join(folder, 'vitest.config.ts'),
      `import { ConformanceReporter } from '${root}tools/conformance-reporter.ts'
      const root = '${folder}'
      export default { test: { reporters: [new ConformanceReporter({ root, ${options} })] } }`,
    )
    const vitest = join(root, 'node_modules/vitest/vitest.mjs')
    const inOneThread = ['--pool=threads', '--no-isolate', '--no-file-parallelism']
    const command = [vitest, 'run', '--root', folder, ...inOneThread, ...args]
    const { status, stdout } = spawnSync(process.execPath, command)
    const page = readFileSync(join(folder, 'docs/conformance.md'), 'utf8')
    return { status, lines: String(stdout).trim().split('\n'), page }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const good = `import { test } from 'vitest'\ntest('S001 it', () => {})`
const defaults = {
  'a.test.ts': good,
  'b.test.ts': good,
  'docs/conformance.md': '',
  'docs/semantics.md': '',
  'docs/semantics-cases.json': JSON.stringify({
    groups: [{ name: 'First', cases: { S001: 'first of all', S002: 'more' }, isolates: [] }],
    oftenWrong: [],
  }),
}

describe('ConformanceReporter', { timeout: 60_000 }, () => {
  test('ConformanceReporter fails a full run for what is missing and for an old page', () => {
    const { status, lines } = runIn({}, 'enforce: true, write: false')
    expect(lines).toEqual([
      'conformance: S002 has no passing test and no line in docs/semantics.md',
      'conformance: docs/conformance.md is not what the tests show; run `npm run conformance`',
    ])
    expect(status).toBe(1)
  })

  test('ConformanceReporter only tells where it is not to enforce', () => {
    const { status, lines } = runIn({}, 'enforce: false, write: false')
    expect(lines).toEqual(['conformance: 2 problems, not enforced yet'])
    expect(status).toBe(0)
  })

  test('ConformanceReporter says nothing of a run of some files or some tests', () => {
    for (const filter of [['a.test.ts'], ['-t', 'S001']]) {
      const { status, lines } = runIn({}, 'enforce: true, write: false', ...filter)
      expect(lines).toEqual([''])
      expect(status).toBe(0)
    }
  })

  test('ConformanceReporter writes a page that the next run accepts', () => {
    const semantics = `## ${heading}\n| S002 | it has none | something else |\n`
    const files = { 'docs/semantics.md': semantics }
    const { page } = runIn(files, 'write: true')
    expect(page).toContain('| S001 | first of all | passes |')
    const again = { ...files, 'docs/conformance.md': page }
    const { status, lines } = runIn(again, 'enforce: true, write: false')
    expect(lines).toEqual([''])
    expect(status).toBe(0)
  })

  test('ConformanceReporter writes what a part of the tests shows over the rest of the page', () => {
    const { page, lines, status } = runIn({}, 'write: true')
    expect(lines).toEqual([
      'conformance: S002 has no passing test and no line in docs/semantics.md',
    ])
    expect(status).toBe(0)
    const more = `import { test } from 'vitest'\ntest('S002 it', () => {})`
    const files = { 'docs/conformance.md': page, 'b.test.ts': more }
    const next = runIn(files, 'write: true', 'b.test.ts')
    expect(next.page).toContain('| S001 | first of all | passes |')
    expect(next.page).toContain('| S002 | more | passes |')
  })
})
