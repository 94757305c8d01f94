import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { installIsCurrent } from './bootstrap/install.mjs'
import { nodeProblem } from './bootstrap/require-node.mjs'
import { root } from './files.ts'

function folderWith(files: Record<string, string>): { path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'bootstrap-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true })
    writeFileSync(join(path, name), text)
  }
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) }
}

/** Node running `run()` of the bootstrap on a program given as source. */
function runOf(program: string): string[] {
  const module = pathToFileURL(join(root, 'tools/bootstrap/run.mjs')).href
  const call = `run(process.execPath, ['-e', ${JSON.stringify(program)}])`
  return ['--input-type=module', '-e', `import { run } from '${module}'; await ${call}`]
}

describe('nodeProblem()', () => {
  test('nodeProblem() accepts the floor and what is newer', () => {
    for (const version of ['20.19.0', '20.20.2', '22.0.0', '24.1.0']) {
      expect(nodeProblem('>=20.19', version)).toBeUndefined()
    }
  })

  test('nodeProblem() says which Node is needed and which is there', () => {
    expect(nodeProblem('>=20.19', '20.18.3')).toMatch(
      /needs Node >=20.19, and this is Node 20.18.3/,
    )
    expect(nodeProblem('>=20.19', '18.20.0')).toMatch(/Install a newer one/)
  })
})

describe('installIsCurrent()', () => {
  test('installIsCurrent() holds when pnpm finished installing this very lock file', () => {
    using folder = folderWith({
      'pnpm-lock.yaml': 'a',
      'node_modules/.pnpm/lock.yaml': 'a',
      'node_modules/.modules.yaml': '',
    })
    expect(installIsCurrent(folder.path)).toBe(true)
  })

  test('installIsCurrent() fails in a fresh clone, after a pull, and after a broken install', () => {
    using fresh = folderWith({ 'pnpm-lock.yaml': 'a' })
    using pulled = folderWith({
      'pnpm-lock.yaml': 'b',
      'node_modules/.pnpm/lock.yaml': 'a',
      'node_modules/.modules.yaml': '',
    })
    using broken = folderWith({ 'pnpm-lock.yaml': 'a', 'node_modules/.pnpm/lock.yaml': 'a' })
    expect([fresh, pulled, broken].map(({ path }) => installIsCurrent(path))).toEqual([
      false,
      false,
      false,
    ])
  })
})

describe('run()', () => {
  test('run() ends with the exit code of its program', () => {
    expect(spawnSync(process.execPath, runOf('process.exit(7)')).status).toBe(7)
  })

  test.each(['SIGINT', 'SIGTERM'] as const)('run() passes %s on and ends by it', async (signal) => {
    const parent = spawn(
      process.execPath,
      runOf('console.log(process.pid); setInterval(() => {}, 1e6)'),
    )
    const [pid] = (await once(parent.stdout, 'data')) as [Buffer]
    parent.kill(signal)
    const [code, ended] = (await once(parent, 'exit')) as [number | null, string | null]
    expect({ code, ended }).toEqual({ code: null, ended: signal })
    expect(() => process.kill(Number(pid), 0)).toThrow('ESRCH')
  })
})

describe('endWithParent()', () => {
  test('endWithParent() lets no process outlive the shell that npm puts before it', async (context) => {
    if (process.platform === 'win32') return context.skip('Windows does not tell who is gone')
    const module = pathToFileURL(join(root, 'tools/bootstrap/end-with-parent.mjs')).href
    const program = `import { endWithParent } from '${module}'
        process.once('SIGTERM', () => { console.log('stopped'); process.exit() })
        setInterval(() => {}, 1e6)
        endWithParent()
        console.log('ready')`
    // The second command keeps the shell from making way for the first.
    const command = `"$NODE" --input-type=module -e "$PROGRAM"; true`
    const env = { ...process.env, NODE: process.execPath, PROGRAM: program }
    const shell = spawn('/bin/sh', ['-c', command], { env })
    const lines = createInterface({ input: shell.stdout })[Symbol.asyncIterator]()
    expect((await lines.next()).value).toBe('ready')
    shell.kill('SIGKILL')
    expect((await lines.next()).value).toBe('stopped')
  })
})

describe('endWithReader()', () => {
  test('endWithReader() ends without a word when nobody reads any more', async () => {
    const module = pathToFileURL(join(root, 'tools/bootstrap/end-with-reader.mjs')).href
    const program = `import { endWithReader } from '${module}'
        endWithReader()
        setInterval(() => console.log('on and on'), 1)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program])
    let said = ''
    child.stderr.on('data', (text) => (said += String(text)))
    await once(child.stdout, 'data')
    child.stdout.destroy()
    expect(await once(child, 'close')).toEqual([141, null])
    expect(said).toBe('')
  })
})

describe('bootstrap.mjs', () => {
  test('bootstrap.mjs names its commands when it does not know one', () => {
    const { status, stderr } = spawnSync(process.execPath, [
      join(root, 'tools/bootstrap.mjs'),
      'fly',
    ])
    expect(status).toBe(2)
    expect(String(stderr)).toMatch(/Unknown command "fly". Use one of: start, test, build/)
  })
})
