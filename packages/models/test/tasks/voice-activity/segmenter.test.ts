import { ActorError } from '@troupe/core'
import { FrameProcessor, Message } from '@ricky0123/vad-web'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  voiceActivityRules,
  type VoiceActivityOptions,
} from '../../../src/tasks/voice-activity/options.ts'
import {
  endOfSound,
  hearFrame,
  nothingHeard,
  type Span,
} from '../../../src/tasks/voice-activity/segmenter.ts'

const frameLength = 32

interface Ended extends Span {
  /** How many frames had been heard when it was given. */
  readonly after: number
}

function ours(probabilities: readonly number[], options: VoiceActivityOptions): Ended[] {
  const rules = voiceActivityRules(options)
  const spans: Ended[] = []
  let state = nothingHeard
  for (const probability of probabilities) {
    const step = hearFrame(state, probability, rules, frameLength)
    state = step.state
    if (step.ended !== undefined) spans.push({ ...step.ended, after: state.frames })
  }
  const last = endOfSound(state, rules, frameLength)
  return last === undefined ? spans : [...spans, { ...last, after: state.frames }]
}

/** What the frame processor of the model's own package makes of the same probabilities. */
async function theirs(
  probabilities: readonly number[],
  options: VoiceActivityOptions,
): Promise<{ start: number; after: number }[]> {
  const rules = voiceActivityRules(options)
  let frame = 0
  let start = 0
  const spans: { start: number; after: number }[] = []
  const processor = new FrameProcessor(
    async () => ({ isSpeech: probabilities[frame]!, notSpeech: 1 - probabilities[frame]! }),
    () => {},
    {
      positiveSpeechThreshold: rules.speechThreshold,
      negativeSpeechThreshold: rules.silenceThreshold,
      preSpeechPadMs: 0,
      redemptionMs: rules.redemption,
      minSpeechMs: rules.minimumSpeech,
      submitUserSpeechOnPause: true,
    },
    frameLength,
  )
  const note = ({ msg }: { msg: Message }) => {
    if (msg === Message.SpeechStart) start = frame
    if (msg === Message.SpeechEnd)
      spans.push({ start, after: Math.min(frame + 1, probabilities.length) })
  }
  processor.resume()
  for (; frame < probabilities.length; frame++) await processor.process(new Float32Array(1), note)
  processor.pause(note)
  return spans
}

test('hearFrame() ends the segments that the frame processor of the package ends, and when it does', async () => {
  const run = fc.record({
    probability: fc.oneof(
      fc.constantFrom(0, 0.2, 0.25, 0.27, 0.3, 0.9, 1),
      fc.double({ min: 0, max: 1, noNaN: true }),
    ),
    frames: fc.integer({ min: 1, max: 60 }),
  })
  const options = fc.record({
    redemption: fc.constantFrom(32, 100, 640, 1_400),
    minimumSpeech: fc.constantFrom(0, 64, 400),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(run, { maxLength: 20 }), options, async (runs, given) => {
      const probabilities = runs.flatMap(({ probability, frames }) =>
        new Array<number>(frames).fill(probability),
      )
      const found = ours(probabilities, given)
      expect(found.map(({ start, after }) => ({ start, after }))).toEqual(
        await theirs(probabilities, given),
      )
    }),
    { numRuns: 300 },
  )
})

test('hearFrame() gives spans in order that begin and end with speech, with its mean as confidence', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 400 }),
      (probabilities) => {
        let before = 0
        for (const { start, end, confidence } of ours(probabilities, {
          redemption: 100,
          minimumSpeech: 0,
        })) {
          expect(start).toBeGreaterThanOrEqual(before)
          expect(probabilities[start]).toBeGreaterThanOrEqual(0.3)
          expect(probabilities[end - 1]).toBeGreaterThanOrEqual(0.3)
          expect(confidence).toBeGreaterThanOrEqual(0.3)
          expect(confidence).toBeLessThanOrEqual(1)
          before = end
        }
      },
    ),
  )
})

describe('voiceActivityRules()', () => {
  test('are the defaults of the package where nothing is given', () => {
    expect(voiceActivityRules()).toEqual({
      speechThreshold: 0.3,
      silenceThreshold: 0.25,
      redemption: 1_400,
      minimumSpeech: 400,
      padding: 0,
    })
    expect(voiceActivityRules({ padding: undefined })).toEqual(voiceActivityRules())
  })
  test.each<[unknown, RegExp]>([
    [{ speechThreshold: 1.5 }, /option speechThreshold is wrong; pass a number from 0 to 1/],
    [{ redemption: -1 }, /option redemption is wrong; pass milliseconds, 0 or more/],
    [{ padding: NaN }, /option padding/],
    [{ minimumSpeech: '400' }, /option minimumSpeech/],
    [
      { silenceThreshold: 0.5 },
      /option silenceThreshold is wrong; pass at most the speechThreshold, 0.3/,
    ],
    [{ minSpeech: 400 }, /option minSpeech is wrong; use one of speechThreshold, /],
  ])('refuse %j', (options, message) => {
    try {
      voiceActivityRules(options as VoiceActivityOptions)
      expect.unreachable()
    } catch (error) {
      expect(ActorError.is(error, 'invalid-argument')).toBe(true)
      expect((error as Error).message).toMatch(message)
    }
  })
})
