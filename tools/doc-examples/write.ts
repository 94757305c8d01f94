import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { rewriteAssertions } from './assertions.ts'
import type { Fence } from './fences.ts'
import type { Page } from './pages.ts'

/** A fence as a module in the folder of generated examples. */
export interface WrittenExample {
  /** Where the fence stands: `README.md:12`. */
  readonly place: string
  /** The page, relative to the repository. */
  readonly page: string
  /** The module, relative to the folder of generated examples. */
  readonly module: string
  readonly checks: readonly string[]
  readonly problems: string[]
  readonly notRun?: string
  readonly where?: Fence['where']
}

/** Writes every fence of `pages` as a module below `folder`, with the fences it can import. */
export function writeExamples(pages: readonly Page[], folder: string): WrittenExample[] {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n')
  return pages.flatMap((page) => page.fences.map((fence) => writeExample(page, fence, folder)))
}

function writeExample(page: Page, fence: Fence, folder: string): WrittenExample {
  const pageFolder = `${slug(page.path)}-${page.line}`
  const module = `${pageFolder}/${fence.file ?? `example-${fence.line}.ts`}`
  const place = `${page.path}:${fence.line}`
  const checkAt = (line: number): string => `${page.path}:${fence.line + line}`
  const { code, lines, problems } = rewriteAssertions(fence.code, checkAt)
  const file = join(folder, module)
  const twice = existsSync(file) ? [`there are two fences with file=${fence.file}`] : []
  mkdirSync(dirname(file), { recursive: true })
  if (twice.length === 0) writeFileSync(file, moduleOf(code, lines.length > 0, fence))
  if (fence.where === 'worker') writeFileSync(scriptOf(file), scriptFor(basename(file)))
  return {
    place,
    page: page.path,
    module,
    checks: lines.map(checkAt),
    problems: [...fence.problems, ...problems, ...twice].map((problem) => `${place}: ${problem}`),
    ...(fence.notRun === undefined ? {} : { notRun: fence.notRun }),
    ...(fence.where === undefined ? {} : { where: fence.where }),
  }
}

/** The code on the very lines on which it stands in its page, so that errors point there. */
function moduleOf(code: string, hasChecks: boolean, { line, where }: Fence): string {
  const harness =
    where === 'worker'
      ? `import { equal__ } from '${tools}/in-worker.ts'`
      : `import { equal__, throws__, throwsNow__ } from '${tools}/harness.ts'`
  return `${'\n'.repeat(line - 1)}${hasChecks ? harness : ''}\n${code}\n`
}

const tools = '../../../tools/doc-examples'

/** The script of the worker in which the module of an example runs. */
function scriptOf(module: string): string {
  return module.replace(/\.ts$/, '.script.ts')
}

function scriptFor(module: string): string {
  return `import { report } from '${tools}/in-worker.ts'\n\nreport(() => import('./${module}'))\n`
}

/** Writes the tests of each page: `<folder>/<page>.test.ts`, and `.browser.ts` for a browser. */
export function writeTests(examples: readonly WrittenExample[], folder: string): void {
  for (const [page, ofPage] of groupByPage(examples)) {
    const inBrowser = ofPage.filter(({ where }) => where !== undefined)
    const inNode = ofPage.filter(({ where }) => where === undefined)
    if (inNode.length > 0) writeFileSync(join(folder, `${slug(page)}.test.ts`), testsOf(inNode))
    if (inBrowser.length > 0)
      writeFileSync(join(folder, `${slug(page)}.browser.ts`), testsOf(inBrowser))
  }
}

function testsOf(examples: readonly WrittenExample[]): string {
  const tests = examples.map(({ place, problems, checks, notRun, module, where }) => {
    const known = JSON.stringify({ place, problems, checks, notRun })
    const run =
      where === 'worker'
        ? `runInWorker(() => new Worker(new URL('./${scriptOf(module)}', import.meta.url), { type: 'module' }))`
        : `import('./${module}')`
    return `testExample({ ...${known}, run: () => ${run} })\n`
  })
  const harness = `import { runInWorker, testExample } from '../../tools/doc-examples/harness.ts'\n\n`
  return harness + tests.join('')
}

function groupByPage(examples: readonly WrittenExample[]): Map<string, WrittenExample[]> {
  const pages = new Map<string, WrittenExample[]>()
  for (const example of examples)
    pages.set(example.page, [...(pages.get(example.page) ?? []), example])
  return pages
}

/**
 * Makes every workspace package, and what each depends on, importable below `folder`; and the peers
 * of the benchmarks, which pages compare with.
 */
export function linkPackages(root: string, folder: string): void {
  const packages = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name))
  for (const home of [...packages, join(root, 'benchmarks')]) {
    const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Manifest
    link(home, join(folder, 'node_modules', manifest.name))
    for (const dependency of Object.keys({
      ...manifest.dependencies,
      ...manifest.devDependencies,
    })) {
      link(join(home, 'node_modules', dependency), join(folder, 'node_modules', dependency))
    }
  }
}

interface Manifest {
  readonly name: string
  readonly dependencies?: Record<string, string>
  readonly devDependencies?: Record<string, string>
}

function link(target: string, path: string): void {
  if (existsSync(path)) return
  mkdirSync(dirname(path), { recursive: true })
  symlinkSync(target, path, 'junction')
}

function slug(path: string): string {
  return path.replaceAll(/[^\w.-]+/g, '-')
}
