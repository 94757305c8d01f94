/** Small files, small functions: files aim at 100 lines and functions at 40; here it ends. */
export const size = {
  'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
}

const advice =
  'Only clock.ts may; take the time, timers and randomness from a Clock or an argument.'

/** In core, time and randomness are arguments. */
export const onlyTheClock = {
  'no-restricted-globals': [
    'error',
    ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'].map(
      (name) => ({
        name,
        message: advice,
      }),
    ),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: advice },
    { object: 'Math', property: 'random', message: advice },
    { object: 'performance', property: 'now', message: advice },
    { object: 'AbortSignal', property: 'timeout', message: advice },
  ],
}
