import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readPieces, readWhole } from '../../src/store/read-file.ts'

function fileOf(content: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'troupe-read-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'file')
  writeFileSync(path, content)
  return path
}

const content = new Uint8Array(300_000).map((_, at) => at * 7)

describe('readWhole()', () => {
  it.each([0, 1, 300_000])('reads all %i bytes', async (bytes) => {
    const expected = content.subarray(0, bytes)
    expect(new Uint8Array(await readWhole(fileOf(expected)))).toEqual(expected)
  })

  it('says what the file system says', async () => {
    await expect(readWhole(join(tmpdir(), 'there-is-none', 'x'))).rejects.toThrow('ENOENT')
  })
})

describe('readPieces()', () => {
  it('reads all of it, piece by piece', async () => {
    const pieces: Buffer[] = []
    for await (const piece of readPieces(fileOf(content), 1_000)) pieces.push(piece as Buffer)
    expect(pieces.length).toBe(300)
    expect(new Uint8Array(Buffer.concat(pieces))).toEqual(content)
  })
})
