import { closeSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openSharedFile } from '../src/subprocess/shared-file.ts'
import { lastMark, startedMark } from '../src/subprocess/started-mark.ts'

describe('startedMark()', () => {
  test('leaves the last call that began, and never goes back', (context) => {
    const file = openSharedFile()
    if (file === undefined) return context.skip('needs a file in memory')
    expect(lastMark(file)).toBeUndefined()
    const mark = startedMark(file)!
    expect(lastMark(file)).toBe(0)
    for (const id of [1, 3, 2]) mark(id)
    expect(lastMark(file)).toBe(3)
    closeSync(file)
  })

  test('goes on where ids begin anew after the largest', (context) => {
    const file = openSharedFile()
    if (file === undefined) return context.skip('needs a file in memory')
    const mark = startedMark(file)!
    for (const id of [2 ** 30, 2 ** 31 - 1, -(2 ** 31)]) mark(id)
    expect(lastMark(file)).toBe(-(2 ** 31))
    closeSync(file)
  })

  test('says that there is none where the file takes none', () => {
    const closed = openSharedFile() ?? 999
    if (closed !== 999) closeSync(closed)
    expect(startedMark(closed)).toBeUndefined()
    expect(lastMark(closed)).toBeUndefined()
  })
})
