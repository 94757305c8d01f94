import { child, type Inspector, supervise } from '@troupe/core'
import { Language } from '@troupe/models/language'
import { Ocr } from '@troupe/models/ocr'
import { Spam } from '@troupe/models/spam'
import { VoiceActivity } from '@troupe/models/voice-activity'
import { WakeWord } from '@troupe/models/wake-word'
import { remembered } from './workers.ts'

/**
 * A worker that gives no sign of life for so long while it has work is taken for hung. Between two runs
 * of its models the reader works on pixels, which takes a while on a slow machine.
 */
const patience = { stallTimeout: 2_000, nativeTimeout: 20_000 }
const patienceWithPixels = { ...patience, stallTimeout: 5_000 }

const reader = remembered(
  'reader',
  () => new Worker(new URL('../workers/ocr.worker.ts', import.meta.url), { type: 'module' }),
)
const speech = remembered(
  'speech',
  () =>
    new Worker(new URL('../workers/voice-activity.worker.ts', import.meta.url), { type: 'module' }),
)
const wakeWord = remembered(
  'wakeWord',
  () => new Worker(new URL('../workers/wake-word.worker.ts', import.meta.url), { type: 'module' }),
)
const language = remembered(
  'language',
  () => new Worker(new URL('../workers/language.worker.ts', import.meta.url), { type: 'module' }),
)
const spam = remembered(
  'spam',
  () => new Worker(new URL('../workers/spam.worker.ts', import.meta.url), { type: 'module' }),
)

/** One supervisor over five actors, each in a worker of its own. */
export function startTree(inspect: Inspector) {
  return supervise({
    children: {
      reader: child(Ocr, reader, patienceWithPixels),
      speech: child(VoiceActivity, speech, patience),
      wakeWord: child(WakeWord, wakeWord, patience),
      language: child(Language, language, patience),
      spam: child(Spam, spam, patience),
    },
    // People press the buttons more often than software crashes.
    restarts: { max: 30, within: 10_000 },
    deadline: 60_000,
    log: false,
    inspect,
  })
}

/** The running tree. */
export type Tree = Awaited<ReturnType<typeof startTree>>
