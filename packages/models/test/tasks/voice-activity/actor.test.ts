import { ActorError, child, memory, supervise } from '@troupe/core'
import { expect, test } from 'vitest'
import actor from '../../../src/tasks/voice-activity/voice-activity.actor.ts'
import {
  VoiceActivity,
  type VoiceActivityOptions,
} from '../../../src/tasks/voice-activity/index.ts'
import { collect } from '../../audio/collect.ts'
import { fixture, inPieces, recording } from '../../audio/recordings.ts'

const start = (options?: VoiceActivityOptions) =>
  supervise({
    children: { vad: child(VoiceActivity, memory(actor), { options, allowThread: true }) },
  })

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!ActorError.is(error)) throw new Error('no ActorError', { cause: error })
  return error.code
}

test('VoiceActivity answers for recordings and streams alike', async () => {
  await using app = await start()
  const { vad } = app.children
  const [segment, ...more] = await vad.ask.detect({ wav: fixture('speech') })
  expect(more).toEqual([])
  expect(segment!.start).toBeCloseTo(1, 0)
  expect(segment!.end).toBeCloseTo(3.9, 0)
  expect(await collect(vad.duplex.segments(inPieces(recording('speech'), [1_000])))).toEqual([
    segment,
  ])
})

test('VoiceActivity hears a live stream while it works through a recording, each for itself', async () => {
  await using app = await start()
  const { vad } = app.children
  const alone = await vad.ask.detect({ wav: fixture('two-utterances') })
  expect(alone).toHaveLength(2)
  const both = await Promise.all([
    vad.ask.detect({ wav: fixture('two-utterances') }),
    collect(vad.duplex.segments(inPieces(recording('two-utterances'), [800]))),
    collect(vad.duplex.segments(inPieces(recording('speech'), [800]))),
  ])
  expect(both[0]).toEqual(alone)
  expect(both[1]).toEqual(alone)
  expect(both[2]).toHaveLength(1)
})

test('VoiceActivity takes options', async () => {
  await using app = await start({ minimumSpeech: 60_000 })
  expect(await app.children.vad.ask.detect({ wav: fixture('speech') })).toEqual([])
})

test('VoiceActivity does not start with a wrong option', async () => {
  expect(await codeOf(start({ speechThreshold: 7 }))).toBe('start-failed')
})

test('VoiceActivity refuses bad input and goes on without a restart', async () => {
  await using app = await start()
  const { vad } = app.children
  const { samples } = recording('speech')
  expect(await codeOf(vad.ask.detect({ wav: new Uint8Array() }))).toBe('invalid-message')
  expect(await codeOf(vad.ask.detect({} as never))).toBe('invalid-message')
  expect(await codeOf(vad.ask.detect(undefined as never))).toBe('invalid-message')
  for (const chunk of [
    { samples, sampleRate: 0 },
    { samples: Float32Array.of(NaN), sampleRate: 8_000 },
    'sound',
  ]) {
    const sound = [{ samples, sampleRate: 16_000 }, chunk] as never
    expect(await codeOf(collect(vad.duplex.segments(sound)))).toBe('invalid-message')
  }
  expect(await vad.ask.detect({ wav: fixture('speech') })).toHaveLength(1)
})

test('VoiceActivity gives up a recording that its caller gives up', async () => {
  await using app = await start()
  const { vad } = app.children
  const controller = new AbortController()
  const given = vad.ask.detect({ wav: fixture('two-utterances') }, { signal: controller.signal })
  controller.abort()
  expect(await codeOf(given)).toBe('cancelled')
  expect(await vad.ask.detect({ wav: fixture('speech') })).toHaveLength(1)
})
