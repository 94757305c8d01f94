import { openWav } from '../../audio/wav.ts'
import { inference } from '../../inference.ts'
import { detections } from './detections.ts'
import { hearSilence } from './features.ts'
import { wakeWordRules } from './options.ts'
import { WakeWord } from './protocol.ts'
import { wordSessions } from './score.ts'

const target = WakeWord.name

/**
 * Listens for wake words with the networks of openWakeWord. Eight streams and recordings share them
 * frame by frame.
 */
export default inference(
  WakeWord,
  {
    models: {
      melspectrogram: 'wake-word/melspectrogram',
      embedding: 'wake-word/embedding',
      alexa: 'wake-word/alexa',
      hey_mycroft: 'wake-word/hey-mycroft',
      hey_jarvis: 'wake-word/hey-jarvis',
      hey_rhasspy: 'wake-word/hey-rhasspy',
      weather: 'wake-word/weather',
      timer: 'wake-word/timer',
    },
    concurrency: 8,
  },
  async ({ models, options }) => {
    const rules = wakeWordRules(options)
    const features = {
      melspectrogram: models.melspectrogram.session,
      embedding: models.embedding.session,
    }
    const ears = {
      features,
      words: wordSessions(rules.words, (word) => models[word].session),
      silence: await hearSilence(features),
    }
    return {
      detections: (chunks, call) =>
        detections(ears, chunks, rules, { place: { target, operation: 'detections' }, call }),
      async detect(message, call) {
        const place = { target, operation: 'detect' }
        const found = []
        const { chunks } = openWav(message?.wav, place)
        for await (const word of detections(ears, chunks(), rules, { place, call }))
          found.push(word)
        return found
      },
    }
  },
)
