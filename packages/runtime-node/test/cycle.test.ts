import { expect, test } from 'vitest'
import { child, memory, supervise } from '@troupe/core'
import { subprocess, thread } from '../src/index.ts'
import { Passes } from './fixtures/passes.protocol.js'

const module = new URL('./fixtures/passes.actor.js', import.meta.url)

test('a cycle of asks is found over isolates of every kind', async () => {
  await using app = await supervise({
    children: {
      thread: child(Passes, thread(module)),
      subprocess: child(Passes, subprocess(module)),
      memory: child(
        Passes,
        memory(async () => ((await import(module.href)) as { default: unknown }).default),
      ),
    },
    log: false,
  })
  const all = Object.values(app.children)
  for (const [at, first] of all.entries()) {
    const around = [...all.slice(at + 1), ...all.slice(0, at)]
    expect(await first.ask.pass(around)).toBe(around.at(-1)!.path)
    const error: unknown = await first.ask.pass([...around, first]).catch((error: unknown) => error)
    expect(error).toMatchObject({
      code: 'cycle',
      details: { path: [first.path, ...around.map(({ path }) => path), first.path] },
    })
    expect(await first.ask.pass([first]).catch((error: unknown) => error)).toMatchObject({
      code: 'cycle',
      details: { path: [first.path, first.path] },
    })
  }
})
