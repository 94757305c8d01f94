import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import { child, supervise } from '@troupe/core'
import { Scripted } from '@troupe/core/conformance/protocol'
import { describe, expect, it } from 'vitest'
import { thread } from '../src/thread.ts'

const module = fileURLToPath(import.meta.resolve('@troupe/core/conformance/actor'))

const openFiles = (): number => readdirSync('/proc/self/fd').length

describe('thread', () => {
  it('leaves no file open where it is killed while it boots or imports', async (context) => {
    if (process.platform !== 'linux') context.skip('only Linux lists the files of a process')
    await using app = await supervise({
      children: { warm: child(Scripted, thread(module)) },
      log: false,
    })
    const before = openFiles()
    for (let round = 0; round < 20; round++) {
      const id = `at-${round}`
      const own = { shutdown: 'brutal-kill' } as const
      const starting = app.add(id, child(Scripted, thread(module), own)).catch(() => {})
      // Each kill hits another moment of the start.
      await pause(round * 4)
      await app.stopChild(id)
      await starting
      await app.deleteChild(id)
    }
    expect(openFiles()).toBe(before)
  })
})
