/**
 * Sets up the whole repository and then runs one of its commands. It uses nothing but Node and npm,
 * so that `npm start` and `npm test` work in a fresh clone.
 */
import { readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildStandalone } from '../packages/runtime-web/scripts/build-standalone.mjs'
import { ensureBrowser } from './bootstrap/browser.mjs'
import { endWithParent } from './bootstrap/end-with-parent.mjs'
import { endWithReader } from './bootstrap/end-with-reader.mjs'
import { install, installIsCurrent } from './bootstrap/install.mjs'
import { bundlePackages } from './bootstrap/bundle.mjs'
import { removeStale } from './bootstrap/remove-stale.mjs'
import { requireNode } from './bootstrap/require-node.mjs'
import { announce, run } from './bootstrap/run.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const settings = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const require = createRequire(import.meta.url)

const [command = '', ...rest] = process.argv.slice(2)
const commands = {
  start,
  test,
  build,
  chaos,
  bench,
  'bench:faults': benchFaults,
  clean,
  typecheck,
  lint,
  format,
  'format:check': formatCheck,
  docs,
  api,
  sizes,
  runtimes,
  conformance,
  mutation,
  'test:nightly': testNightly,
  'demo:web': demoWeb,
  'bench:web': benchWeb,
}

requireNode(settings.engines.node)
if (!Object.hasOwn(commands, command)) {
  console.error(`Unknown command "${command}". Use one of: ${Object.keys(commands).join(', ')}.`)
  process.exit(2)
}
endWithParent()
endWithReader()
if (command !== 'clean') await setUp()
await commands[command](rest)

async function setUp() {
  if (installIsCurrent(root)) return
  announce('Installing dependencies')
  await install(root, settings.packageManager)
}

async function start(args) {
  await build()
  announce('Running the main job')
  // npm moves to the root of the repository; paths on the command line mean where the user is.
  process.chdir(process.env.INIT_CWD ?? process.cwd())
  await become(join(root, 'examples/dist/main-job/main.js'), args)
}

async function test(args) {
  await typecheck()
  announce('Extracting the examples of the docs')
  await tool('tools/doc-examples.ts')
  ensureBrowser()
  announce('Running the tests')
  // It has to be in the real environment before onnxruntime is loaded for the first time.
  process.env.ORT_DISABLE_TELEMETRY = '1'
  await become(packageFile('vitest', 'vitest.mjs'), ['run', ...args])
}

async function build() {
  announce('Building')
  for (const dist of packageFolders('dist')) removeStale(join(root, dist))
  await tsc('-b', 'tsconfig.json')
  await bundlePackages()
  await buildStandalone()
}

async function typecheck() {
  await build()
  announce('Checking the types of tests and tools')
  await tsc('-b', 'tsconfig.test.json')
}

async function chaos(args) {
  await build()
  announce('Chaos')
  // It has to be in the real environment before onnxruntime is loaded for the first time.
  process.env.ORT_DISABLE_TELEMETRY = '1'
  await become(join(root, 'chaos/dist/main.js'), args)
}

/** Measures Troupe beside its peers and the bare machine, and writes docs/benchmarks.md. */
async function bench(args) {
  await build()
  announce('Benchmarks')
  // It has to be in the real environment before onnxruntime is loaded for the first time.
  process.env.ORT_DISABLE_TELEMETRY = '1'
  await become(join(root, 'benchmarks/dist/bench.js'), args)
}

/** Measures what faults do to Troupe and to its peers, and writes docs/faults.md. */
async function benchFaults(args) {
  await build()
  announce('Faults')
  // It has to be in the real environment before onnxruntime is loaded for the first time.
  process.env.ORT_DISABLE_TELEMETRY = '1'
  await become(join(root, 'benchmarks/dist/faults/faults.js'), args)
}

async function lint(args) {
  await build()
  await become(packageFile('eslint', 'bin/eslint.js'), args.length > 0 ? args : ['.'])
}

async function format(args) {
  await prettier('--write', args)
}

async function formatCheck(args) {
  await prettier('--check', args)
}

async function prettier(mode, args) {
  await become(packageFile('prettier', 'bin/prettier.cjs'), [
    mode,
    ...(args.length > 0 ? args : ['.']),
  ])
}

async function docs(args) {
  await build()
  await become(packageFile('typedoc', 'bin/typedoc'), args)
}

/** Writes the public surface of each package, docs/api. */
async function api() {
  await build()
  await tool('tools/api-report.ts')
}

/** Weighs what the imports of the packed packages bring, and writes docs/sizes.md. */
async function sizes() {
  await build()
  await tool('tools/sizes.ts')
}

/** Installs the packed packages on every runtime of the npm registry, and writes docs/runtimes.md. */
async function runtimes(args) {
  await build()
  await tool('tools/runtimes.ts', args)
}

/** Runs the tests like `test`, and writes what they show into docs/conformance.md. */
async function conformance(args) {
  process.env.CONFORMANCE = 'write'
  await test(args)
}

/** What `npm test` has no time for: laws and kills in great number, and a new user who reads everything. */
async function testNightly(args) {
  process.env.TROUPE_RUNS ??= '100000'
  process.env.TROUPE_NIGHTLY = '1'
  const files = [
    'packages/core/test/supervise',
    'packages/runtime-node/test/both',
    'tools/newcomer',
  ]
  await test([...files, ...args])
}

async function mutation(args) {
  await become(packageFile('@stryker-mutator/core', 'bin/stryker.js'), ['run', ...args])
}

/** Builds the demonstration page, serves it and says where. */
async function demoWeb(args) {
  await build()
  announce('Building the page')
  const vite = packageFile('vite', 'bin/vite.js')
  const page = join(root, 'examples/web-demo')
  await run(process.execPath, [vite, 'build', page, '--logLevel', 'warn'], { cwd: root })
  announce('Serving the page')
  await become(vite, ['preview', page, ...args])
}

/** Measures messages in a browser, how smooth a page stays, and how soon it answers. */
async function benchWeb(args) {
  await build()
  ensureBrowser()
  announce('Measuring in a browser')
  await tool('benchmarks/web/run.ts', args)
}

function clean() {
  for (const folder of [
    '.cache',
    'examples/dist',
    'examples/web-demo/dist',
    'benchmarks/dist',
    'chaos/dist',
    ...packageFolders('dist'),
  ]) {
    rmSync(join(root, folder), { recursive: true, force: true })
  }
}

function packageFolders(name) {
  return ['core', 'create-troupe', 'models', 'runtime-node', 'runtime-web'].map(
    (folder) => `packages/${folder}/${name}`,
  )
}

async function tsc(...args) {
  await run(process.execPath, [packageFile('typescript', 'bin/tsc'), ...args], { cwd: root })
}

async function tool(file, args = []) {
  const loader = pathToFileURL(require.resolve('tsx', { paths: [root] })).href
  await run(process.execPath, ['--import', loader, file, ...args], { cwd: root })
}

function packageFile(name, file) {
  return join(root, 'node_modules', name, file)
}

/** Runs a program in this process: signals and exit code are its own, and nothing can be orphaned. */
async function become(file, args) {
  process.argv.splice(1, Infinity, file, ...args)
  await import(pathToFileURL(file).href)
}
