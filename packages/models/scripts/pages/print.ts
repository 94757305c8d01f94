import type { Drawing } from './draw.ts'
import { black } from './inks.ts'

/** One font from 10 to 48 pixels. */
export const sizes: Drawing = {
  ...black,
  width: 900,
  height: 520,
  blocks: [10, 12, 14, 18, 24, 36, 48].map((size, index) => ({
    font: 'sans',
    size,
    x: 30,
    y: [20, 55, 92, 135, 190, 260, 355][index]!,
    lines: [
      size > 30
        ? `Size ${size} is for a title`
        : `Size ${size}: every kettle in the village began to sing at once.`,
    ],
  })),
}

/** A heading and prose, with serifs. */
export const serif: Drawing = {
  ...black,
  width: 720,
  height: 420,
  blocks: [
    { font: 'serif', size: 40, x: 50, y: 30, lines: ['The Ferry at Dawn'] },
    {
      font: 'serif',
      size: 22,
      x: 50,
      y: 110,
      lines: [
        'Before the sun was up the ferryman had counted his',
        'ropes, swept the deck and set a pot of coffee on the',
        'stove. Nobody would cross for another hour, he knew,',
        'yet he liked the river best while it belonged to him',
        'and to the herons standing along the farther bank.',
      ],
    },
  ],
}

/** Two fonts of even width. */
export const mono: Drawing = {
  ...black,
  width: 640,
  height: 300,
  blocks: [
    {
      font: 'mono',
      size: 20,
      x: 30,
      y: 20,
      lines: ['Typed on a machine with a worn ribbon,', 'every letter as wide as its neighbour.'],
    },
    {
      font: 'wideMono',
      size: 16,
      x: 30,
      y: 120,
      leading: 1.6,
      lines: [
        'open the gate, count the sheep, close the gate',
        'repeat until the field is empty or it is dark',
        'report how many came home and how many did not',
      ],
    },
  ],
}

/** Fonts with narrow spaces between words. */
export const wideFaces: Drawing = {
  ...black,
  width: 700,
  height: 330,
  blocks: [
    {
      font: 'wideSans',
      size: 20,
      x: 30,
      y: 25,
      lines: [
        'Our bakery opens at six on weekdays.',
        'Bring your own bag and save a penny.',
        'Ask for the rye loaf with walnuts.',
      ],
    },
    {
      font: 'wideSerif',
      size: 20,
      x: 30,
      y: 170,
      lines: [
        'Guests are asked to ring twice,',
        'to wipe their boots on the mat',
        'and to greet the dog by its name.',
      ],
    },
  ],
}

/** Numbers, signs and quotation marks. */
export const figures: Drawing = {
  ...black,
  width: 680,
  height: 330,
  blocks: [
    {
      font: 'sans',
      size: 24,
      x: 40,
      y: 25,
      leading: 1.7,
      lines: [
        'Order 70412-B, placed 2026-03-19',
        'Total: $1,284.60 (incl. 19% tax)',
        'Call +44 1632 960 583, ext. 27',
        'Mail: desk@ferry.example / room #8',
        '"Is it late?" - "No; it\'s 5:45!"',
        'x = 3 * (y + 14) / 2',
      ],
    },
  ],
}
