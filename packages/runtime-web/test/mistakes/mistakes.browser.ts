import { describe, expect, inject, test } from 'vitest'
import { ActorError, ask, child, type Isolate, protocol, supervise } from '@troupe/core'
import { capabilities, worker } from '@troupe/runtime-web'
import { serve } from '@troupe/runtime-web/isolate'
import { workers } from '../support/workers.ts'
import { Probe } from '../fixtures/probe.protocol.ts'

const Other = protocol('other', { add: ask<number, number>() })

/** What somebody reads who does this. */
async function readsAs(
  mistake: () => unknown,
): Promise<{ code: string; words: string; problem: unknown }> {
  const error: unknown = await Promise.resolve()
    .then(mistake)
    .catch((reason: unknown) => reason)
  if (!ActorError.is(error)) return expect.fail(`no ActorError: ${String(error)}`)
  expect(error.help).toBe(`@troupe/core/docs/errors.md#${error.code}`)
  const problem = ActorError.is(error.cause, 'load-failed')
    ? error.cause.details.problem
    : undefined
  return { code: error.code, words: error.message, problem }
}

const starts = (isolate: Isolate, spoken = Probe as typeof Probe | typeof Other) =>
  readsAs(() => supervise({ log: false, children: { probe: child(spoken, isolate) } }))

/** A script as a server gives it. */
const script = (text: string) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))

const remedy =
  "write worker(() => new Worker(new URL('./x.worker.js', import.meta.url), { type: 'module' }))"

describe('a newcomer in a page', () => {
  test.each([
    ['a URL', new URL('./x.worker.ts', import.meta.url), 'a URL'],
    ['the address of a script', './x.worker.ts', 'string'],
    ['nothing', undefined, 'undefined'],
  ])('who passes %s to worker() is told what to write', async (_, given, got) => {
    expect(await readsAs(() => worker(given as never))).toMatchObject({
      code: 'invalid-argument',
      words: `worker() takes a function that makes the worker, and got ${got}; ${remedy}`,
    })
  })

  test('who forgets to return the worker is told what to write', async () => {
    expect(await starts(worker((() => {}) as never))).toMatchObject({
      code: 'invalid-argument',
      words: `The function gave no worker: ${remedy}`,
    })
  })

  test('whose address is wrong is told what the server said', async () => {
    const wrong = worker(() => new Worker('/there/is/none.js', { type: 'module' }))
    const { code, words, problem } = await starts(wrong)
    expect([code, ['not-found', 'wrong-type'].includes(String(problem))]).toEqual([
      'start-failed',
      true,
    ])
    expect(words).toMatch(
      /^app\/probe: its worker cannot be loaded: .*none\.js .*look at its address/,
    )
  })

  test('who starts a module as a classic script is told what to pass', async () => {
    const url = script('import "./anything.js"')
    const { code, words, problem } = await starts(worker(() => new Worker(url)))
    expect([code, problem]).toEqual(['start-failed', 'syntax'])
    expect(words).toMatch(
      /is a module, and was started as a classic script: .*; pass \{ type: 'module' \} to new Worker\(\)$/,
    )
  })

  test('whose script serves nothing that is an actor is told what it serves', async () => {
    expect(await starts(workers.noActor())).toMatchObject({
      code: 'start-failed',
      words:
        'app/probe: what it serves is an object and no actor; write "export default actor(Protocol, setup)" there',
    })
  })

  test('whose script throws is told what', async () => {
    const { code, words } = await starts(workers.importFails())
    expect([code, words]).toEqual([
      'start-failed',
      expect.stringMatching(/^app\/probe: its module cannot be loaded: /),
    ])
  })

  test('who asks for another protocol is shown both', async () => {
    expect(await starts(workers.probe(), Other)).toMatchObject({
      code: 'mismatch',
      words: `app/probe: the module serves ${Probe.fingerprint}, but other(add:ask) was asked for; check which module the isolate loads`,
    })
  })

  test('who serves an actor in the page is told where serve() belongs', async () => {
    expect(await readsAs(() => serve((n: number) => n))).toMatchObject({
      code: 'unsupported',
      words: 'serve() runs in a dedicated worker only; put it into the script that worker() starts',
    })
  })

  test('who sends something of the page is told that it cannot cross', async () => {
    await using app = await supervise({
      log: false,
      children: { probe: child(Probe, workers.probe()) },
    })
    const ask = app.children.probe.ask.echo
    expect((await readsAs(() => ask({ button: document.createElement('button') }))).words).toBe(
      'app/probe.echo: message.button is a HTMLButtonElement, which cannot cross to another isolate: send plain data, or use a stream or duplex operation',
    )
    const canvas = document.createElement('canvas').transferControlToOffscreen()
    expect(await readsAs(() => ask(1, { transfer: [canvas as never] }))).toMatchObject({
      code: 'invalid-argument',
      words: expect.stringMatching(
        /^transfer\[0\] is an OffscreenCanvas, which cannot be moved/,
      ) as string,
    })
  })

  test('who has no COOP and COEP headers sees that memory is not shared, and loses nothing else', async () => {
    const isolated = inject('isolated')
    expect(capabilities().crossOriginIsolated).toBe(isolated)
    expect(workers.probe().features.sharedMemory).toBe(isolated)
    await using app = await supervise({
      log: false,
      children: { probe: child(Probe, workers.probe()) },
    })
    expect(await app.children.probe.ask.echo('works')).toBe('works')
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true })
    const { words } = await readsAs(() =>
      app.children.probe.ask.echo({ shared: new Uint8Array(memory.buffer) }),
    )
    expect(words).toBe(
      'app/probe.echo: message.shared is a view of shared memory, which cannot cross to another isolate: send a copy, for example array.slice()',
    )
  })
})
