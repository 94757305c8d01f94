import type { Drawing } from './draw.ts'
import { black } from './inks.ts'

/** To be laid upside down. */
export const notice: Drawing = {
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

/** To be photographed. */
export const parrot: Drawing = {
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

/** Light on dark. */
export const night: Drawing = {
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

/** On a coloured ground. */
export const poster: Drawing = {
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

/** Nothing. */
export const blank: Drawing = {
  paper: '#e9e4da',
  ink: '#000000',
  width: 500,
  height: 350,
  blocks: [],
}
