import { readFile } from 'node:fs/promises'
import sharp from 'sharp'

const pages = new URL('../../packages/models/test/fixtures/pages/', import.meta.url)

/** Two columns of text with three lines of a specimen of type below them: 1000 x 700. */
export async function picture(): Promise<Buffer> {
  const [columns, sizes] = await Promise.all(
    ['columns.png', 'sizes.png'].map((name) => readFile(new URL(name, pages))),
  )
  const lines = await sharp(sizes).extract({ left: 0, top: 0, width: 900, height: 180 }).toBuffer()
  const paper = { width: 1_000, height: 700, channels: 3, background: '#ffffff' } as const
  return sharp({ create: paper })
    .composite([
      { input: columns!, left: 50, top: 10 },
      { input: lines, left: 50, top: 505 },
    ])
    .png()
    .toBuffer()
}
