/**
 * Makes the pictures in test/fixtures/pages, what they say (pages.json), and the page of the example
 * main-job. Run by hand, in a folder of its own, since what draws is no dependency of this package:
 *
 *     npm install @napi-rs/canvas dejavu-fonts-ttf @fontsource/roboto @fontsource/lora \
 *       @fontsource/source-serif-4 @fontsource/courier-prime
 *     npx tsx PATH/TO/packages/models/scripts/make-pages.ts
 *
 * @module
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { draw } from './pages/draw.ts'
import { asPng } from './pages/finish.ts'
import { letter } from './pages/letter.ts'
import { pages } from './pages/pages.ts'

const folder = new URL('../test/fixtures/pages/', import.meta.url)
await mkdir(folder, { recursive: true })

const known = []
for (const { file, drawing, finish, boxes } of pages) {
  const { png, bounds } = draw(drawing)
  await writeFile(new URL(file, folder), await finish(png))
  const lines = drawing.blocks.flatMap((block) => block.lines)
  const places = bounds.map((sides) => sides.map(Math.round))
  known.push({ file, lines, ...(boxes && { boxes: places }) })
}
await writeFile(new URL('pages.json', folder), `${JSON.stringify(known, undefined, 2)}\n`)

const example = new URL('../../../examples/main-job/input/page.png', import.meta.url)
await writeFile(example, await asPng(draw(letter).png))
