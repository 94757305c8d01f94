import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node'
import { readCatalogue } from './conformance-table/catalogue.ts'
import { collect, complete, overlay, type Table } from './conformance-table/cells.ts'
import type { Ran } from './conformance-table/evidence.ts'
import { readNotApplicable } from './conformance-table/not-applicable.ts'
import { problemsOf, type Claims } from './conformance-table/problems.ts'
import { readPage } from './conformance-table/read-page.ts'
import { renderPage } from './conformance-table/render-page.ts'
import { root as repository } from './files.ts'

/** How the reporter behaves; all optional. */
export interface ConformanceOptions {
  /** Whether a full run fails for what is wrong with the table; if not, it is only told. */
  readonly enforce?: boolean
  /** Default: this repository. */
  readonly root?: string
  /** Rewrites the page instead of comparing. Default: where `CONFORMANCE=write` is set. */
  readonly write?: boolean
  readonly print?: (line: string) => void
}

/**
 * Compares `docs/conformance.md` with the tests that ran: each case of the catalogue needs a passing
 * test or a reason to have none. A run of some files only is judged by nothing; it may write what it
 * shows, and the rest stays as it is written.
 */
export class ConformanceReporter implements Reporter {
  #vitest: Vitest | undefined
  readonly #options: Required<ConformanceOptions>

  constructor(options: ConformanceOptions = {}) {
    this.#options = {
      enforce: false,
      root: repository,
      write: process.env['CONFORMANCE'] === 'write',
      print: console.log,
      ...options,
    }
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest
  }

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const isFull = await this.#isFull(modules)
    const { root, write } = this.#options
    if (!isFull && !write) return
    const claims: Claims = {
      ...readCatalogue(root),
      notApplicable: readNotApplicable(readFileSync(join(root, 'docs/semantics.md'), 'utf8')),
    }
    const file = join(root, 'docs/conformance.md')
    const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
    const shown = collect(modules.flatMap((module) => [...ranIn(module)]))
    const written = readPage(before)
    const table = isFull ? complete(shown, written) : overlay(shown, written)
    if (!write) return this.#judge(table, claims, before)
    writeFileSync(file, renderPage(table, claims))
    for (const problem of problemsOf(table, claims)) this.#options.print(`conformance: ${problem}`)
  }

  #judge(table: Table, claims: Claims, before: string): void {
    const { enforce, print } = this.#options
    const problems = problemsOf(table, claims)
    if (renderPage(table, claims) !== before) {
      problems.push('docs/conformance.md is not what the tests show; run `npm run conformance`')
    }
    if (problems.length === 0) return
    if (!enforce) return print(`conformance: ${problems.length} problems, not enforced yet`)
    process.exitCode = 1
    for (const problem of problems) print(`conformance: ${problem}`)
  }

  /** Whether all tests of the configuration ran. */
  async #isFull(modules: readonly TestModule[]): Promise<boolean> {
    const vitest = this.#vitest!
    if (vitest.config.testNamePattern !== undefined) return false
    const ran = new Set(modules.map(({ moduleId }) => moduleId))
    const all = await vitest.globTestSpecifications()
    return all.every(({ moduleId }) => ran.has(moduleId))
  }
}

function* ranIn(module: TestModule): Iterable<Ran> {
  // An example shows the suite to others; its isolate kind has no column.
  if (module.relativeModuleId.startsWith('examples/')) return
  const usesMemory = /\bmemory\(/.test(readFileSync(module.moduleId, 'utf8'))
  for (const test of module.children.allTests()) {
    const result = test.result()
    if (result.state === 'pending') continue
    yield {
      file: module.relativeModuleId,
      suites: suitesOf(test),
      title: test.name,
      state: result.state,
      note: result.state === 'skipped' ? result.note : undefined,
      usesMemory,
    }
  }
}

function suitesOf(test: TestCase): string[] {
  const names: string[] = []
  for (let at = test.parent; at.type === 'suite'; at = at.parent) names.unshift(at.name)
  return names
}
