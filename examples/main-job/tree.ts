import { child, type Inspector, supervise } from '@troupe/core'
import { Language } from '@troupe/models/language'
import { Ocr } from '@troupe/models/ocr'
import { Spam } from '@troupe/models/spam'
import { VoiceActivity } from '@troupe/models/voice-activity'
import { WakeWord } from '@troupe/models/wake-word'
import { subprocess } from '@troupe/runtime-node'

const served = (task: string) => subprocess(import.meta.resolve(`@troupe/models/${task}/actor`))

/** One supervisor over five actors, each in a process of its own. */
export function startTree(inspect: Inspector) {
  return supervise({
    children: {
      reader: child(Ocr, served('ocr')),
      speech: child(VoiceActivity, served('voice-activity')),
      wakeWord: child(WakeWord, served('wake-word'), {
        stallTimeout: 3_000,
        nativeTimeout: 5_000,
      }),
      language: child(Language, served('language')),
      spam: child(Spam, served('spam')),
    },
    deadline: 60_000,
    log: false,
    inspect,
  })
}

/** The running tree. */
export type Tree = Awaited<ReturnType<typeof startTree>>
