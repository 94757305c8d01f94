/** Runs the smoke app on every runtime that the npm registry brings, and writes docs/runtimes.md. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './files.ts'
import { packAll } from './packed/pack.ts'
import { serveRegistry } from './packed/registry.ts'
import { runProgram } from './packed/run.ts'
import { check, checksOf, type Outcome, type Runtime, writeApp } from './runtimes/check.ts'
import { type NotTried, type Row, runtimesPage } from './runtimes/page.ts'

/** What is run, the package with its program, and where in it that lies. */
const wanted = [
  ...[20, 22, 24, 26].map((major) => ({
    name: 'Node',
    install: `node-${process.platform}-${process.arch}@${major}`,
    program: /^node-[\w-]+\/bin\/node$/,
    args: [],
  })),
  { name: 'Bun', install: 'bun', program: /^@oven\/bun-\w+-\w+\/bin\/bun$/, args: [] },
  { name: 'Deno', install: 'deno', program: /^@deno\/[\w-]+\/deno$/, args: ['run', '--allow-all'] },
]

const folder = mkdtempSync(join(tmpdir(), 'troupe-runtimes-'))
try {
  await installApp()
  const rows: Row[] = []
  const notTried: NotTried[] = []
  for (const one of wanted) {
    const runtime = await get(one)
    if ('reason' in runtime) notTried.push(runtime)
    else rows.push(await tryOut(runtime))
  }
  const page = runtimesPage(rows, notTried)
  writeFileSync(join(root, 'docs/runtimes.md'), page)
  console.log(page)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function installApp(): Promise<void> {
  await using registry = await serveRegistry(await packAll(join(folder, 'packed')))
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  writeApp(folder)
  const packages = ['core', 'models', 'runtime-node'].map((name) => `@troupe/${name}`)
  // onnxruntime-node would fetch CUDA from elsewhere.
  await runProgram(`npm install ${packages.join(' ')} onnxruntime-node --ignore-scripts`, folder, {
    env: registry.env,
  })
}

/** Installs a runtime. Its program is part of the package: no script of it is run. */
async function get({
  name,
  install,
  program,
  args,
}: (typeof wanted)[number]): Promise<Runtime | NotTried> {
  const home = join(folder, 'runtimes', install)
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, 'package.json'), '{}')
  try {
    await runProgram(`npm install ${install} --ignore-scripts`, home)
  } catch {
    return { name, reason: `npm cannot install ${install} here` }
  }
  const modules = join(home, 'node_modules')
  const files = readdirSync(modules, { recursive: true }) as string[]
  const found = files.find((file) => program.test(file) && existsSync(join(modules, file)))
  if (found === undefined) return { name, reason: `${install} brings no program for this machine` }
  const path = join(modules, found)
  const told = await runProgram(`"${path}" --version`, home)
  return { name, version: /\d+\.\d+\.\d+/.exec(told)![0], program: path, args }
}

async function tryOut(runtime: Runtime): Promise<Row> {
  const outcomes: Record<string, Outcome> = {}
  for (const name of await checksOf({ ...runtime, program: process.execPath, args: [] }, folder)) {
    outcomes[name] = await check(runtime, folder, name)
    console.log(`${runtime.name} ${runtime.version}: ${name}: ${outcomes[name] ?? 'yes'}`)
  }
  return { runtime, outcomes }
}
