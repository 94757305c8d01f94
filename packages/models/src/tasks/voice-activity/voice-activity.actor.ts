import { openWav } from '../../audio/wav.ts'
import { inference } from '../../inference.ts'
import { voiceActivityRules } from './options.ts'
import { VoiceActivity } from './protocol.ts'
import { segments } from './segments.ts'

const target = VoiceActivity.name

/** Finds speech with Silero's network. Eight streams and recordings share it frame by frame. */
export default inference(
  VoiceActivity,
  { models: { speech: 'voice-activity/silero' }, concurrency: 8 },
  ({ models, options }) => {
    const { session } = models.speech
    const rules = voiceActivityRules(options)
    return {
      segments: (chunks, call) =>
        segments(session, chunks, rules, { place: { target, operation: 'segments' }, call }),
      async detect(message, call) {
        const place = { target, operation: 'detect' }
        const found = []
        const { chunks } = openWav(message?.wav, place)
        for await (const segment of segments(session, chunks(), rules, { place, call }))
          found.push(segment)
        return found
      },
    }
  },
)
