import { child, memory, supervise } from '@troupe/core'
import { expect, test } from 'vitest'
import { Ocr, type OcrOptions } from '../../../src/tasks/ocr/index.ts'
import actor from '../../../src/tasks/ocr/ocr.actor.ts'
import { collect } from '../../audio/collect.ts'
import { pageBytes, pages } from './pages.ts'

const start = (options?: OcrOptions) =>
  supervise({
    restarts: { max: 0, within: 1_000 },
    children: { reader: child(Ocr, memory(actor), { options, allowThread: true }) },
  })

const linesOf = (file: string) => pages.find((page) => page.file === file)!.lines

const texts = (lines: readonly { text: string }[]) => lines.map(({ text }) => text)

test('Ocr reads a page', async () => {
  await using app = await start()
  const lines = await app.children.reader.ask.read({ image: pageBytes('light-on-dark.png') })
  expect(texts(lines)).toEqual(linesOf('light-on-dark.png'))
})

test('Ocr streams the lines of pages in their order', async () => {
  await using app = await start()
  const files = ['table.png', 'blank.png', 'upside-down.png']
  const found = await collect(app.children.reader.stream.pages({ pages: files.map(pageBytes) }))
  expect(found.map(texts)).toEqual(files.map(linesOf))
})

test('Ocr leaves out lines that are less sure than its options ask', async () => {
  await using app = await start({ minConfidence: 1.1 })
  expect(await app.children.reader.ask.read({ image: pageBytes('table.png') })).toEqual([])
})

test('Ocr refuses bad input and goes on without a restart', async () => {
  await using app = await start()
  const { reader } = app.children
  const bad = [new TextEncoder().encode('no picture'), new Uint8Array(), 'page.png' as never]
  for (const image of bad) {
    await expect(reader.ask.read({ image })).rejects.toMatchObject({ code: 'invalid-message' })
  }
  for (const message of [undefined, {}, { pages: 5 }]) {
    await expect(collect(reader.stream.pages(message as never))).rejects.toMatchObject({
      code: 'invalid-message',
    })
  }
  const mixed = reader.stream.pages({ pages: [pageBytes('blank.png'), new Uint8Array(5)] })
  await expect(collect(mixed)).rejects.toMatchObject({ code: 'invalid-message' })
  expect(texts(await reader.ask.read({ image: pageBytes('table.png') }))).toEqual(
    linesOf('table.png'),
  )
})
