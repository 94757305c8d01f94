import { createReadStream } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { child, supervise } from '@troupe/core'
import { WakeWord } from '@troupe/models/wake-word'
import { subprocess } from '@troupe/runtime-node'
import { chunksOf, inRealTime } from './sound.ts'

const { values, positionals } = parseArgs({
  options: { fast: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const file = positionals[0] ?? new URL('../web-demo/public/samples/hey-jarvis.wav', import.meta.url)
// A recording of 16-bit mono at 16 kHz has a header of 44 bytes; what comes from a microphone has none.
const sound =
  file === '-' ? process.stdin : createReadStream(file, { start: 44, highWaterMark: 2_560 })

await using app = await supervise({
  children: {
    wakeWord: child(WakeWord, subprocess(import.meta.resolve('@troupe/models/wake-word/actor')), {
      options: { words: ['alexa', 'hey_jarvis'] },
    }),
  },
})
console.log('listening')
const live = file !== '-' && !values.fast
const chunks = inRealTime(chunksOf(sound, 16_000), live ? setTimeout : () => Promise.resolve())
for await (const { word, time } of app.children.wakeWord.duplex.detections(chunks)) {
  console.log(`${word} at ${time.toFixed(1)} s`)
}
console.log('the sound is over')
