/**
 * Writes the JavaScript of a package: one file for each that its `exports` and `imports` name, and
 * chunks for what they share. An isolate starts in half the time where it has few files to load.
 */
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const packages = fileURLToPath(new URL('../../packages', import.meta.url))
const script = fileURLToPath(import.meta.url)
const lockfile = fileURLToPath(new URL('../../pnpm-lock.yaml', import.meta.url))

/** What is served to a page file by file, as the compiler writes it. */
const apart = 'inspector/page'

/** Beside the code: the licences of what lies in it. */
const licences = 'third-party-licences.md'

/** By package, the dependencies of which every isolate loads a part: that part is in the chunks. */
export const inlinedIn = { core: ['msgpackr'], models: ['valibot'] }

/** Bundles the packages whose files isolates load, where something is missing or out of date. */
export async function bundlePackages() {
  await bundle('core', {
    // What `./xstate` needs too lies with the small part.
    chunks: {
      actor: ['actor', 'clock', 'call/on-abort', 'isolate/exit'],
      isolate: ['isolate/index'],
    },
  })
  await bundle('models', {
    // The platform's part and the rest import each other: what both build on must lie in neither.
    chunks: {
      common: ['source/http', 'ort/wasm-backend', 'platform/shipped'],
      models: ['index'],
      node: ['ort/node', 'platform/node'],
    },
    commands: ['assets/cli'],
  })
  await bundle('runtime-node', {
    isolates: ['thread/main', 'subprocess/main', 'subprocess/watchdog'],
  })
}

/**
 * @param chunks Modules that isolates load: those of a name are one chunk, with all that they import
 *   and that is not in a chunk before it.
 * @param commands What the commands of the package run.
 * @param isolates The first modules of isolates: each is one file that shares nothing with another.
 */
async function bundle(name, { chunks = {}, commands = [], isolates = [] }) {
  const root = join(packages, name)
  const inlined = inlinedIn[name] ?? []
  const settings = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const dist = join(root, 'dist')
  const entries = [...entriesOf(settings), ...commands]
  if (!isStale(root, [...entries, ...isolates])) return
  const whole = { root, external: externalOf(settings, inlined), inlined }
  const output = await built(whole, entries, chunks)
  for (const isolate of isolates) output.push(...(await built(whole, [isolate], {})))
  for (const file of output) put(join(dist, file.fileName), file.code ?? file.source)
  removeOthers(dist, new Set(output.map(({ fileName }) => join(dist, fileName))))
}

async function built({ root, external, inlined }, entries, chunks) {
  // Loading Vite takes longer than most builds of this repository need.
  const { build } = await import('vite')
  const { output } = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: inlined },
    build: {
      ssr: true,
      write: false,
      target: 'es2023',
      minify: false,
      sourcemap: true,
      // What is inlined brings its licences along.
      license: inlined.length > 0 && { fileName: licences },
      rolldownOptions: {
        input: Object.fromEntries(entries.map((name) => [name, join(root, `src/${name}.ts`)])),
        external,
        preserveEntrySignatures: 'strict',
        output: {
          format: 'es',
          // The packages bring their sources.
          sourcemapExcludeSources: true,
          // They are half of the text, which each isolate reads and scans.
          comments: { jsdoc: false, legal: true, annotation: true },
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          codeSplitting: { groups: groupsOf(root, chunks) },
        },
      },
    },
  })
  return output
}

function externalOf({ dependencies, peerDependencies }, inlined) {
  const others = Object.keys({ ...dependencies, ...peerDependencies })
  const separate = others.filter((name) => !inlined.includes(name))
  return [/^node:/, /^#/, ...separate.map((name) => new RegExp(`^${name}(/|$)`))]
}

function groupsOf(root, chunks) {
  return Object.entries(chunks).map(([name, modules], at, { length }) => {
    const files = new Set(modules.map((module) => join(root, `src/${module}.ts`)))
    return { name, test: (id) => files.has(id), priority: length - at }
  })
}

/** What `exports` and `imports` name for any runtime, without `./dist/` and `.js`. */
function entriesOf({ exports, imports = {} }) {
  const targets = [...Object.values(exports), ...Object.values(imports)].flatMap((target) =>
    Object.entries(target).flatMap(([condition, path]) => (condition === 'types' ? [] : [path])),
  )
  return targets
    .filter((path) => path.startsWith?.('./dist/'))
    .map((path) => path.slice('./dist/'.length, -'.js'.length))
    .filter((name) => !name.startsWith(`${apart}/`))
}

/** Whoever reads a file meanwhile gets the old one or the new one, whole. */
function put(path, content) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.${process.pid}`, content)
  renameSync(`${path}.${process.pid}`, path)
}

function removeOthers(dist, written) {
  const scripts = filesIn(dist).filter(
    (file) => /\.js(\.map)?$/.test(file) && !file.startsWith(join(dist, apart)),
  )
  for (const file of scripts) if (!written.has(file)) rmSync(file, { force: true })
}

function isStale(root, entries) {
  const times = entries.map((name) => modified(join(root, `dist/${name}.js`)))
  const sources = [...filesIn(join(root, 'src')), join(root, 'package.json'), lockfile, script]
  return sources.some((file) => modified(file) > Math.min(...times))
}

function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
}
