import type { Drawing } from './draw.ts'
import { blank, night, notice, parrot, poster } from './conditions.ts'
import { asPng, coarse, type Finish, photograph, upsideDown } from './finish.ts'
import { columns, table, tall, wide } from './layouts.ts'
import { figures, mono, serif, sizes, wideFaces } from './print.ts'
import { smallPrint } from './small-print.ts'

/** A page to make; `boxes` asks for its lines' places too. */
export interface Page {
  readonly file: string
  readonly drawing: Drawing
  readonly finish: Finish
  readonly boxes?: true
}

/** The pages on which reading is tested. */
export const pages: readonly Page[] = [
  { file: 'sizes.png', drawing: sizes, finish: asPng },
  { file: 'serif.png', drawing: serif, finish: asPng, boxes: true },
  { file: 'mono.png', drawing: mono, finish: asPng },
  { file: 'wide-faces.png', drawing: wideFaces, finish: asPng },
  { file: 'upside-down.png', drawing: notice, finish: upsideDown },
  { file: 'photograph.jpg', drawing: parrot, finish: photograph },
  { file: 'light-on-dark.png', drawing: night, finish: asPng },
  { file: 'columns.png', drawing: columns, finish: asPng },
  { file: 'table.png', drawing: table, finish: asPng, boxes: true },
  { file: 'figures.png', drawing: figures, finish: asPng },
  { file: 'small-print.png', drawing: smallPrint, finish: asPng },
  { file: 'wide.png', drawing: wide, finish: asPng },
  { file: 'tall.png', drawing: tall, finish: asPng },
  { file: 'coloured.jpg', drawing: poster, finish: coarse },
  { file: 'blank.png', drawing: blank, finish: asPng },
]
