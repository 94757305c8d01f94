import { describe, expect, test } from 'vitest'
import { ActorError, child, type Isolate, supervise } from '@troupe/core'
import { subprocess, thread } from '@troupe/runtime-node'
import { Probe } from '../fixtures/probe.protocol.js'

const fixture = (name: string) => new URL(`../fixtures/${name}`, import.meta.url)

/** What somebody reads who starts an actor like this. */
async function readsAs(isolate: () => Isolate): Promise<{ code: string; words: string }> {
  const error: unknown = await Promise.resolve()
    .then(() => supervise({ log: false, children: { probe: child(Probe, isolate()) } }))
    .catch((reason: unknown) => reason)
  if (!ActorError.is(error)) return expect.fail(`no ActorError: ${String(error)}`)
  expect(error.help).toBe(`@troupe/core/docs/errors.md#${error.code}`)
  return { code: error.code, words: error.message }
}

const kinds = { thread, subprocess }

describe.each(Object.entries(kinds))('a newcomer who starts a %s', (name, kind) => {
  test('from a wrong URL is told which file is not there', async () => {
    const { code, words } = await readsAs(() => kind(fixture('nobody.actor.js')))
    expect(code).toBe('start-failed')
    expect(words).toMatch(
      /^app\/probe: its module cannot be loaded: Error: Cannot find module '.*nobody\.actor\.js'/,
    )
    expect(words).toMatch(
      /; check the URL that it is started with, and that a build puts the file there$/,
    )
  })

  test('whose module imports what is not there is told which module imports it', async () => {
    const { words } = await readsAs(() => kind(dataModule('import "no-such-package"')))
    expect(words).toMatch(/^app\/probe: its module cannot be loaded: .*no-such-package/)
  })

  test.each([
    ['./probe.actor.js', 'pass new URL("./probe.actor.js", import.meta.url)'],
    [
      'my-actors',
      'for a file pass new URL("./my-actors", import.meta.url), for a package import.meta.resolve("my-actors")',
    ],
    [
      'https://host/probe.actor.js',
      'Node imports no remote modules; pass a file: URL, as in new URL("./x.actor.js", import.meta.url)',
    ],
    [
      String(new URL('../fixtures/', import.meta.url)),
      'it is a folder; name the file, as in new URL("./x.actor.js", import.meta.url)',
    ],
  ])('from %s is told what to pass', async (module, words) => {
    expect(await readsAs(() => kind(module))).toEqual({
      code: 'invalid-argument',
      words: `${name}() cannot load ${JSON.stringify(module)}: ${words}`,
    })
  })

  test('from nothing is told what to pass', async () => {
    expect((await readsAs(() => kind(undefined as never))).words).toBe(
      `${name}() needs the module of an actor, and got undefined; pass its URL, as in new URL("./x.actor.js", import.meta.url)`,
    )
  })

  test('whose module has no default export is told what it has', async () => {
    expect(await readsAs(() => kind(fixture('probe.protocol.js')))).toEqual({
      code: 'start-failed',
      words:
        'app/probe: its module exports Probe, but nothing as its default; write "export default actor(Protocol, setup)" there',
    })
  })

  test('whose module has something else as its default is told what', async () => {
    expect((await readsAs(() => kind(fixture('no-actor.js')))).words).toMatch(
      /^app\/probe: the default export of its module is .* and no actor; write "export default actor\(Protocol, setup\)" there$/,
    )
  })

  test('whose module throws at its import is told what', async () => {
    const { code, words } = await readsAs(() => kind(fixture('throws.actor.js')))
    expect([code, words]).toEqual([
      'start-failed',
      expect.stringMatching(/^app\/probe: its module cannot be loaded: /),
    ])
  })

  test('with an amount of memory in words is told the unit', async () => {
    expect(
      (await readsAs(() => kind(fixture('probe.actor.js'), { memory: '1gb' as never }))).words,
    ).toBe('memory cannot be 1gb: pass megabytes, for example 512')
  })

  test('with a flag that Node does not know is told which', async () => {
    const { code, words } = await readsAs(() =>
      kind(fixture('probe.actor.js'), { execArgv: ['--no-such-flag'] }),
    )
    expect([code, words]).toEqual(['start-failed', expect.stringContaining('--no-such-flag')])
  })

  test('with a loader that is not installed is told where it was looked for', async () => {
    expect(
      (await readsAs(() => kind(fixture('typed.actor.ts'), { loader: 'no-such-loader' }))).words,
    ).toBe(
      `app/probe: the loader "no-such-loader" was not found from ${fixture('typed.actor.ts').href}; install it, or pass its URL`,
    )
  })
})

function dataModule(text: string): string {
  return `data:text/javascript,${encodeURIComponent(text)}`
}
