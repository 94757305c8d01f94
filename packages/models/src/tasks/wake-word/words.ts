/** The networks that know a word, and the words that each of their outputs stands for. */
export const knownWords = {
  alexa: ['alexa'],
  hey_mycroft: ['hey_mycroft'],
  hey_jarvis: ['hey_jarvis'],
  hey_rhasspy: ['hey_rhasspy'],
  weather: ['weather'],
  // Output 0 stands for everything else.
  timer: [
    undefined,
    '1_minute_timer',
    '5_minute_timer',
    '10_minute_timer',
    '20_minute_timer',
    '30_minute_timer',
    '1_hour_timer',
  ],
} as const

/**
 * What can be listened for. `weather` hears questions for the weather, and `timer` hears a timer
 * being set, as one of `1_minute_timer`, `5_minute_timer`, ... `1_hour_timer`.
 */
export type WordName = keyof typeof knownWords

/**
 * All names of words, for options and menus.
 *
 * @example
 * ```ts
 * import { wordNames } from '@troupe/models/wake-word'
 *
 * wordNames.includes('hey_jarvis') // => true
 * ```
 */
export const wordNames = Object.keys(knownWords) as WordName[]
