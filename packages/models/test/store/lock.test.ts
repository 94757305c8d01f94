import { spawnSync } from 'node:child_process'
import { mkdir, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { SimulatedClock } from '@troupe/core/testing'
import { describe, expect, test } from 'vitest'
import { systemClock } from '../../src/clock.ts'
import { lock } from '../../src/store/lock.ts'
import { temporaryFolder } from '../support/folder.ts'

const clock = systemClock

/** A process id that was in use a moment ago. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid
}

describe('lock()', () => {
  test('lock() lets one in at a time', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'lock')
    let inside = 0
    let most = 0
    const enter = async () => {
      await using _held = await lock(path, { clock })
      most = Math.max(most, ++inside)
      await new Promise((resolve) => setImmediate(resolve))
      inside--
    }
    await Promise.all([enter(), enter(), enter()])
    expect(most).toBe(1)
    expect(await readdir(folder.path)).toEqual([])
  })

  test('lock() takes over at once from a process that is gone', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'lock')
    await writeFile(path, JSON.stringify({ id: 'dead', pid: deadProcess(), host: hostname() }))
    let waits = 0
    await using _held = await lock(path, { clock, onWait: () => void waits++ })
    expect(waits).toBe(0)
  })

  test('lock() gives a dead lock to exactly one of many', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'lock')
    await writeFile(path, JSON.stringify({ id: 'dead', pid: deadProcess(), host: hostname() }))
    let inside = 0
    const enter = async () => {
      await using _held = await lock(path, { clock })
      expect(++inside).toBe(1)
      await new Promise((resolve) => setImmediate(resolve))
      inside--
    }
    await Promise.all(Array.from({ length: 8 }, enter))
    expect(await readdir(folder.path)).toEqual([])
  })

  test.each([
    ['of another machine', JSON.stringify({ id: 'far', pid: 1, host: 'elsewhere' })],
    ['that nobody wrote to the end', ''],
    ['that names nobody', 'null'],
    ['whose holder is no name', JSON.stringify({ id: '../../x', pid: 1, host: hostname() })],
  ])(
    'lock() takes over a lock %s when it has not been touched for 20 seconds',
    async (_what, text) => {
      await using folder = await temporaryFolder()
      const path = join(folder.path, 'lock')
      await writeFile(path, text)
      const simulated = new SimulatedClock()
      let waits = 0
      // Every poll is answered by the passing of a second.
      const pass = () => queueMicrotask(() => setImmediate(() => simulated.advance(1_000)))
      await using _held = await lock(path, { clock: simulated, onWait: () => (waits++, pass()) })
      expect(waits).toBe(21)
    },
  )

  test('lock() takes a link that leads nowhere for a lock that nobody touches', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'lock')
    await symlink(join(folder.path, 'nowhere'), path)
    const simulated = new SimulatedClock()
    let waits = 0
    const pass = () => queueMicrotask(() => setImmediate(() => simulated.advance(1_000)))
    await using _held = await lock(path, { clock: simulated, onWait: () => (waits++, pass()) })
    expect(waits).toBe(21)
  })

  test('lock() waits for a holder that still touches its lock', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'lock')
    await writeFile(path, JSON.stringify({ id: 'far', pid: 1, host: 'elsewhere' }))
    const simulated = new SimulatedClock()
    const controller = new AbortController()
    let waits = 0
    const onWait = async () => {
      if (++waits === 60) controller.abort(new Error('waited a minute'))
      await utimes(path, waits, waits)
      setImmediate(() => simulated.advance(1_000))
    }
    const { signal } = controller
    await expect(lock(path, { clock: simulated, signal, onWait })).rejects.toThrow(
      'waited a minute',
    )
  })

  test('lock() does not remove a lock that was taken from it', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'lock')
    {
      await using _held = await lock(path, { clock })
      await writeFile(path, JSON.stringify({ id: 'thief', pid: process.pid, host: hostname() }))
    }
    expect(await readdir(folder.path)).toEqual(['lock'])
  })

  test('lock() lets what failed under it be told where the lock itself is gone', async () => {
    await using folder = await temporaryFolder()
    const locks = join(folder.path, 'locks')
    await mkdir(locks)
    const work = async () => {
      await using _held = await lock(join(locks, 'lock'), { clock })
      await rm(locks, { recursive: true })
      await writeFile(locks, 'in the way')
      throw new Error('what failed')
    }
    await expect(work()).rejects.toThrow('what failed')
  })
})
