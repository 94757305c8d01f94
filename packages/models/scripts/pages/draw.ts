import { createRequire } from 'node:module'
import { join } from 'node:path'

/** Lines of text in one font, the top left of the first line at x, y. */
export interface Block {
  readonly font: keyof typeof fonts
  readonly size: number
  readonly x: number
  readonly y: number
  readonly lines: readonly string[]
  /** From line to line in sizes of the font. Default: 1.4. */
  readonly leading?: number
}

/** What is drawn on a page, its blocks in reading order. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly paper: string
  readonly ink: string
  readonly blocks: readonly Block[]
}

/** Left, top, right and bottom in pixels of what ink covers. */
export type Bounds = readonly [number, number, number, number]

/** From packages in the folder where the script is run; see make-pages.ts. */
const fonts = {
  sans: '@fontsource/roboto/files/roboto-latin-400-normal.woff2',
  serif: '@fontsource/lora/files/lora-latin-400-normal.woff2',
  book: '@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff2',
  mono: '@fontsource/courier-prime/files/courier-prime-latin-400-normal.woff2',
  wideSans: 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  wideSerif: 'dejavu-fonts-ttf/ttf/DejaVuSerif.ttf',
  wideMono: 'dejavu-fonts-ttf/ttf/DejaVuSansMono.ttf',
} as const

const scratch = createRequire(join(process.cwd(), 'package.json'))
const { createCanvas, GlobalFonts } = scratch('@napi-rs/canvas') as CanvasModule
for (const [name, path] of Object.entries(fonts)) {
  if (GlobalFonts.registerFromPath(scratch.resolve(path), `page-${name}`) === null) {
    throw new Error(`${path} cannot be used as a font`)
  }
}

/** Draws a page as a PNG, and tells where each of its lines is. */
export function draw(drawing: Drawing): { png: Buffer; bounds: Bounds[] } {
  const canvas = createCanvas(drawing.width, drawing.height)
  const pen = canvas.getContext('2d')
  pen.fillStyle = drawing.paper
  pen.fillRect(0, 0, drawing.width, drawing.height)
  pen.fillStyle = drawing.ink
  const bounds = drawing.blocks.flatMap((block) => write(pen, block))
  return { png: canvas.toBuffer('image/png'), bounds }
}

function write(pen: Pen, { font, size, x, y, lines, leading = 1.4 }: Block): Bounds[] {
  pen.font = `${size}px page-${font}`
  return lines.map((line, index) => {
    const baseline = y + size * (1 + index * leading)
    pen.fillText(line, x, baseline)
    const ink = pen.measureText(line)
    return [
      x - ink.actualBoundingBoxLeft,
      baseline - ink.actualBoundingBoxAscent,
      x + ink.actualBoundingBoxRight,
      baseline + ink.actualBoundingBoxDescent,
    ]
  })
}

/** What this needs of @napi-rs/canvas, which is no dependency. */
interface CanvasModule {
  createCanvas(width: number, height: number): Canvas
  readonly GlobalFonts: { registerFromPath(path: string, name: string): unknown }
}

interface Canvas {
  getContext(kind: '2d'): Pen
  toBuffer(type: 'image/png'): Buffer
}

interface Pen {
  fillStyle: string
  font: string
  fillRect(x: number, y: number, width: number, height: number): void
  fillText(text: string, x: number, y: number): void
  measureText(text: string): {
    readonly actualBoundingBoxLeft: number
    readonly actualBoundingBoxRight: number
    readonly actualBoundingBoxAscent: number
    readonly actualBoundingBoxDescent: number
  }
}
