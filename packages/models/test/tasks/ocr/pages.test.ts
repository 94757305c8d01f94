import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeImage } from '../../../src/image/decode.ts'
import type { Line } from '../../../src/tasks/ocr/index.ts'
import { ocrRules } from '../../../src/tasks/ocr/options.ts'
import { readImage } from '../../../src/tasks/ocr/read.ts'
import { editDistance } from './edit-distance.ts'
import { loadReader, pageBytes, pages, readBytes } from './pages.ts'

/** Of a hundred characters so many may be wrong; 0 where none is named here. */
const bounds: Readonly<Record<string, readonly [percent: number, reason: string]>> = {
  'sizes.png': [0.6, 'at 10 pixels the network may take tt for t'],
  'photograph.jpg': [1, 'blur and noise may swallow a full stop'],
  'figures.png': [1.7, 'after a comma the narrow space is lost between figures'],
  'coloured.jpg': [1, 'compression smears what is small'],
}

let reader: Awaited<ReturnType<typeof loadReader>>
beforeAll(async () => {
  reader = await loadReader()
})
afterAll(() => reader[Symbol.asyncDispose]())

const textOf = (lines: readonly Line[]): string => lines.map(({ text }) => text).join('\n')

/** Left, top, right and bottom of a box. */
const sidesOf = ({ box }: Line): number[] => {
  const xs = box.map(({ x }) => x)
  const ys = box.map(({ y }) => y)
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

describe('readImage', () => {
  test.each(pages)('reads $file in reading order', async ({ file, lines, boxes = [] }) => {
    const found = await readBytes(reader, pageBytes(file))
    const known = lines.join('\n')
    const wrong = editDistance(textOf(found), known)
    const [percent, reason] = bounds[file] ?? [0, 'print is read without error']
    expect(
      (100 * wrong) / Math.max(1, known.length),
      `${reason}:\n${textOf(found)}`,
    ).toBeLessThanOrEqual(percent)
    expect(found).toHaveLength(lines.length)
    boxes.forEach((ink, index) => {
      const allowed = 0.6 * (ink[3] - ink[1]) + 4
      sidesOf(found[index]!).forEach((side, which) => {
        expect(Math.abs(side - ink[which]!), `side ${which} of "${lines[index]}"`).toBeLessThan(
          allowed,
        )
      })
    })
  })

  test('gives no lines for a page without text', async () => {
    expect(await readBytes(reader, pageBytes('blank.png'))).toEqual([])
  })

  test('begins the boxes of an upside down page where its text begins', async () => {
    const [first] = await readBytes(reader, pageBytes('upside-down.png'))
    const [start, end] = first!.box
    expect(start.x).toBeGreaterThan(end.x)
  })

  test.each([90, 270])('reads a page that was turned by %i degrees', async (degrees) => {
    const page = pages.find(({ file }) => file === 'serif.png')!
    const turned = await sharp(pageBytes(page.file)).rotate(degrees).png().toBuffer()
    expect(textOf(await readBytes(reader, turned))).toBe(page.lines.join('\n'))
  })

  test('stops between the networks when it is no longer wanted', async () => {
    const signal = AbortSignal.abort(new Error('nobody waits'))
    const image = await decodeImage(pageBytes('table.png'), { target: 'ocr', operation: 'read' })
    await expect(readImage(reader, image, ocrRules(), signal)).rejects.toThrow('nobody waits')
  })
})
