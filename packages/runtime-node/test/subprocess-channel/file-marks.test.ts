import { openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FileMarks, marksBytes } from '../../src/subprocess/channel/file-marks.ts'
import { scratchFolder } from '../support/scratch.ts'

async function file(): Promise<string> {
  const file = join(await scratchFolder(), 'marks')
  writeFileSync(file, new Uint8Array(marksBytes))
  return file
}

describe('FileMarks', () => {
  it('shows each side what the other one noted, also when that is gone', async () => {
    const at = await file()
    const [caller, callee] = [new FileMarks(at), new FileMarks(at)]
    expect([caller.started(), callee.read()]).toEqual([0, 0])
    callee.markStarted(5)
    caller.markRead(3)
    callee.markStarted(2 ** 31 - 1)
    callee.markStarted(-(2 ** 31))
    callee.markStarted(4)
    expect([caller.started(), callee.read()]).toEqual([-(2 ** 31), 3])
    callee.close()
    expect(caller.started()).toBe(-(2 ** 31))
    caller.close()
  })

  it('touches nothing once it is closed, whoever has its descriptor then', async () => {
    const marks = new FileMarks(await file())
    marks.close()
    marks.close()
    const other = await file()
    const reused = openSync(other, 'r+')
    marks.markStarted(7)
    marks.markRead(7)
    expect([marks.started(), marks.read(), reused > 2]).toEqual([0, 0, true])
    const untouched = new FileMarks(other)
    expect([untouched.started(), untouched.read()]).toEqual([0, 0])
    untouched.close()
  })

  it('says so where there is no file', async () => {
    const none = join(await scratchFolder(), 'none')
    expect(() => new FileMarks(none)).toThrow('ENOENT')
  })
})
