import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiReport } from './api-report/report.ts'
import { libraries, reportFile } from './api-report.ts'
import { root } from './files.ts'
import { importsOf, sourceMapProblems } from './packed/contents.ts'
import { homes, packAll, type Tarballs } from './packed/pack.ts'
import { runProgram } from './packed/run.ts'
import { untar } from './packed/untar.ts'
import { installAll, measureAll, sizesFile } from './sizes.ts'
import { sizesToldBy } from './sizes/page.ts'

const patience = { timeout: 180_000 }
const folder = mkdtempSync(join(tmpdir(), 'troupe-packages-'))
const names = Object.keys(homes)
const libraryNames = libraries.map((library) => `@troupe/${library}`)
let tarballs: Tarballs

beforeAll(async () => {
  tarballs = await packAll(join(folder, 'packed'))
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  await installAll(folder, tarballs)
}, patience.timeout)

afterAll(() => rmSync(folder, { recursive: true, force: true }), patience.timeout)

const filesOf = (name: string) => untar(readFileSync(tarballs[name]!))

/** A tarball as the checkers want it: in a buffer of its own. */
const bytesOf = (name: string) => new Uint8Array(readFileSync(tarballs[name]!))

/** Troupe is ESM only: what CommonJS and resolvers older than `exports` make of it does not count. */
function counts(problem: Problem): boolean {
  if (problem.kind === 'CJSResolvesToESM') return false
  return !('resolutionKind' in problem) || !/^node10|cjs$/.test(problem.resolutionKind)
}

describe('packed packages', patience, () => {
  test.for(names)('publint finds nothing wrong with %s', async (name) => {
    const tarball = bytesOf(name).buffer as ArrayBuffer
    const { messages, pkg } = await publint({ pack: { tarball }, strict: true })
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })

  test.for(libraryNames)('are-the-types-wrong finds nothing wrong with %s', async (name) => {
    const checked = await checkPackage(createPackageFromTarballData(bytesOf(name)))
    expect(checked.types, 'has types').not.toBe(false)
    expect('problems' in checked ? checked.problems.filter(counts) : checked).toEqual([])
  })

  test.for(names)('%s brings nothing that only its makers need', (name) => {
    const own = /(^|\/)(node_modules|\.[^/]*)(\/|$)|\.tsbuildinfo$/
    expect([...filesOf(name).keys()].filter((path) => own.test(path))).toEqual([])
  })

  test.for(names)('%s brings the map of each script, with its sources', (name) => {
    expect(sourceMapProblems(filesOf(name))).toEqual([])
  })

  test('maps lead an error to the line of its source', async () => {
    const code = `import { memory, pool, protocol } from '@troupe/core'; try { pool(protocol('it', {}), memory(), { size: 0 }) } catch (error) { console.log(error.stack) }`
    writeFileSync(join(folder, 'wrong.mjs'), code)
    const printed = await runProgram('node --enable-source-maps wrong.mjs', folder)
    expect(printed).toMatch(/@troupe\/core\/src\/[\w/-]+\.ts:\d+:\d+/)
  })
})

describe('sideEffects: false', patience, () => {
  /** They need vitest, Vite, OpenTelemetry or a page. */
  const notAlone = /\/(conformance|vite|opentelemetry|inspector\/page)$/

  test.for(libraryNames)('holds: importing %s changes nothing around it', async (name) => {
    const script = join(root, 'tools/packed/side-effects.mjs')
    const left = importsOf(filesOf(name))
      .filter((path) => !notAlone.test(path))
      .map(async (path) => {
        const code = `import '${path}'`
        const file = `${path.replaceAll('/', '-')}.mjs`
        writeFileSync(join(folder, file), code)
        const printed = await runProgram(`node "${script}" "${join(folder, file)}"`, folder)
        return (JSON.parse(printed) as string[]).map((it) => `${path} leaves ${it}`)
      })
    expect((await Promise.all(left)).flat()).toEqual([])
  })
})

describe('sizes', patience, () => {
  test('no import weighs more than its limit, and docs/sizes.md is up to date', async () => {
    const sizes = await measureAll(folder)
    const over = sizes.filter(({ gzipped, entry }) => gzipped > entry.limit)
    expect(over.map(({ entry, gzipped }) => `${entry.what}: ${gzipped} kB`)).toEqual([])

    const isolates = sizes.filter(({ entry }) => entry.isolate)
    const heavy = isolates.flatMap(({ entry, inputs }) =>
      inputs.filter((it) => /\/(xstate|supervise)\//.test(it)).map((it) => [entry.what, it]),
    )
    expect(heavy, 'an isolate needs neither XState nor supervision').toEqual([])

    // A change of a few bytes is not worth a change of the page.
    const told = sizesToldBy(readFileSync(sizesFile, 'utf8'))
    const outdated = sizes.filter(({ gzipped }, at) => !isAbout(gzipped, told[at]))
    expect(
      outdated.map(({ entry }) => entry.what),
      'run `npm run sizes`',
    ).toEqual([])
    expect(told).toHaveLength(sizes.length)
  })
})

function isAbout(size: number, told = 0): boolean {
  return Math.abs(size - told) <= Math.max(0.1, 0.03 * told)
}

describe('docs/api', patience, () => {
  test.for(libraries)('shows the public surface of %s; run `npm run api`', (library) => {
    const told = readFileSync(reportFile(library), 'utf8')
    expect(apiReport(join(root, 'packages', library))).toBe(told)
  })
})
