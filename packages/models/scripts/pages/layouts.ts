import type { Drawing } from './draw.ts'
import { black } from './inks.ts'

/** Two columns below a heading. */
export const columns: Drawing = {
  ...black,
  width: 900,
  height: 480,
  blocks: [
    { font: 'book', size: 38, x: 230, y: 25, lines: ['The Valley Gazette'] },
    {
      font: 'book',
      size: 20,
      x: 50,
      y: 120,
      lines: [
        'The bridge over the mill stream',
        'will be closed from Monday while',
        'masons replace two of its stones.',
        'Carts may use the lower ford as',
        'long as the water stays below the',
        'white mark on the alder post.',
        'Walkers should take the steps.',
      ],
    },
    {
      font: 'book',
      size: 20,
      x: 490,
      y: 120,
      lines: [
        'A pumpkin of uncommon weight',
        'was carried to the market hall',
        'by four brothers and a mule. It',
        'will be weighed on Saturday in',
        'front of the mayor, who has been',
        'asked to bring a bigger scale',
        'than he brought last autumn.',
      ],
    },
  ],
}

const rows = [
  ['Item', 'Count', 'Price'],
  ['Lanterns', '12', '48.50'],
  ['Rope, in metres', '300', '75.00'],
  ['Blankets', '24', '216.00'],
  ['Tin cups', '36', '27.90'],
]

/** Short cells, far apart. */
export const table: Drawing = {
  ...black,
  width: 620,
  height: 300,
  blocks: rows.flatMap((cells, row) =>
    cells.map((cell, column) => ({
      font: 'sans' as const,
      size: 22,
      x: 40 + [0, 260, 430][column]!,
      y: 25 + row * 48,
      lines: [cell],
    })),
  ),
}

/** One line on a very wide picture. */
export const wide: Drawing = {
  ...black,
  width: 1800,
  height: 90,
  blocks: [
    {
      font: 'sans',
      size: 32,
      x: 40,
      y: 20,
      lines: [
        'A banner long enough to be carried by nine people says that the fair begins on the first of June at noon',
      ],
    },
  ],
}

/** Short lines on a very tall picture. */
export const tall: Drawing = {
  ...black,
  width: 200,
  height: 1500,
  blocks: [
    {
      font: 'sans',
      size: 24,
      x: 30,
      y: 40,
      leading: 3,
      lines: [
        'Flour',
        'Butter',
        'Honey',
        'Candles',
        'Two lemons',
        'Matches',
        'Oat flakes',
        'String',
        'Blue paint',
        'Nails',
        'Cinnamon',
        'Soap',
        'A broom',
        'Apples',
        'Stamps',
        'Salt',
        'Pencils',
        'Thyme',
        'Yeast',
        'Rice',
      ],
    },
  ],
}
