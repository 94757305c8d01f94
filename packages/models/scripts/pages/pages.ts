import type { Drawing } from './draw.ts'
import { asPng, coarse, type Finish, photograph, upsideDown } from './finish.ts'

/** A page to make; `boxes` asks for its lines' places too. */
export interface Page {
  readonly file: string
  readonly drawing: Drawing
  readonly finish: Finish
  readonly boxes?: true
}

const black = { paper: '#ffffff', ink: '#111111' }

const sizes: Drawing = {
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

const serif: Drawing = {
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

const mono: Drawing = {
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

const wideFaces: Drawing = {
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

const notice: Drawing = {
  ...black,
  width: 760,
  height: 300,
  blocks: [
    {
      font: 'sans',
      size: 26,
      x: 60,
      y: 40,
      leading: 1.6,
      lines: [
        'This sheet was laid on the glass',
        'with its head towards the wall, so',
        'whoever reads it must turn it first',
        'or stand on the other side.',
      ],
    },
  ],
}

const receipt: Drawing = {
  paper: '#f4efe6',
  ink: '#262320',
  width: 1000,
  height: 640,
  blocks: [
    { font: 'sans', size: 44, x: 110, y: 70, lines: ['Lost: one grey parrot'] },
    {
      font: 'sans',
      size: 30,
      x: 110,
      y: 170,
      leading: 1.6,
      lines: [
        'Answers to Captain, whistles marches,',
        'and will not come for sunflower seeds.',
        'Last seen on the roof of the library,',
        'reading the weather from the south.',
        'Please call the harbour office.',
      ],
    },
  ],
}

const night: Drawing = {
  paper: '#14202e',
  ink: '#e8eef4',
  width: 640,
  height: 240,
  blocks: [
    {
      font: 'sans',
      size: 24,
      x: 40,
      y: 35,
      leading: 1.7,
      lines: [
        'The last train leaves at midnight.',
        'Lamps along the platform go out',
        'one by one behind the walker.',
      ],
    },
  ],
}

const columns: Drawing = {
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

const table: Drawing = {
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

const figures: Drawing = {
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

const smallPrint: Drawing = {
  ...black,
  width: 620,
  height: 500,
  blocks: [
    {
      font: 'wideSans',
      size: 11,
      x: 30,
      y: 20,
      leading: 1.5,
      lines: [
        'The hirer takes the boat as it lies and returns it as it was found, dry and swept.',
        'Oars are counted in the presence of the keeper, both before and after the trip.',
        'No boat may pass the weir, whatever the height of the water on that day.',
        'Children under ten wear a jacket that is fastened by somebody older than ten.',
        'Dogs are welcome if they can swim, and if the hirer is ready to follow them.',
        'A lost oar costs as much as a new oar; a found oar may be kept for a week.',
        'Fishing from the boat is allowed on the upper lake from May until September.',
        'The keeper may call all boats home by ringing the bell three times.',
        'Whoever hears the bell and does not come pays for the evening of the keeper.',
        'Lanterns are lent after sunset, and must not be hung from the mast or the oars.',
        'Music is played at such a strength that two boats away nobody can dance to it.',
        'Stones, bottles and old bread stay ashore, for the ducks have enough of each.',
        'The deposit is given back in coins of the same kind, if there are any left.',
        'Boats that are late because of fog are not late, but must tell of the fog.',
        'Names carved into benches are sanded off again by those who carved them.',
        'All that is not said here is decided by the keeper, and after her by the lake.',
      ],
    },
  ],
}

const wide: Drawing = {
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

const tall: Drawing = {
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

const poster: Drawing = {
  paper: '#f0b429',
  ink: '#3b1f5b',
  width: 640,
  height: 300,
  blocks: [
    { font: 'wideSans', size: 44, x: 50, y: 30, lines: ['Summer Circus'] },
    {
      font: 'wideSerif',
      size: 24,
      x: 50,
      y: 120,
      leading: 1.7,
      lines: [
        'Jugglers, acrobats and a brass band',
        'on the meadow behind the school',
        'every evening until the rain comes',
      ],
    },
  ],
}

const blank: Drawing = { paper: '#e9e4da', ink: '#000000', width: 500, height: 350, blocks: [] }

/** The page that the example main-job reads. */
export const letter: Drawing = {
  paper: '#fdfcf8',
  ink: '#1c1b19',
  width: 900,
  height: 600,
  blocks: [
    { font: 'book', size: 28, x: 90, y: 60, lines: ['Dear neighbours,'] },
    {
      font: 'book',
      size: 28,
      x: 90,
      y: 130,
      leading: 1.55,
      lines: [
        'the old apple trees behind the station are heavy',
        'this year, and nobody has claimed the harvest. We',
        'would like to pick them together next Saturday and',
        'press the juice in the yard of the fire brigade.',
        'Please bring baskets, a ladder if you own one, and',
        'clean bottles. Soup and bread will be ready at noon.',
      ],
    },
    {
      font: 'book',
      size: 28,
      x: 90,
      y: 430,
      leading: 1.55,
      lines: ['With warm regards,', 'Martha and the garden club'],
    },
  ],
}

/** The pages on which reading is tested. */
export const pages: readonly Page[] = [
  { file: 'sizes.png', drawing: sizes, finish: asPng },
  { file: 'serif.png', drawing: serif, finish: asPng, boxes: true },
  { file: 'mono.png', drawing: mono, finish: asPng },
  { file: 'wide-faces.png', drawing: wideFaces, finish: asPng },
  { file: 'upside-down.png', drawing: notice, finish: upsideDown },
  { file: 'photograph.jpg', drawing: receipt, finish: photograph },
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
