import type { Drawing } from './draw.ts'

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
