import { ActorError, child, memory, supervise } from '@troupe/core'
import { expect, test } from 'vitest'
import { WakeWord, type WakeWordOptions } from '../../../src/tasks/wake-word/index.ts'
import actor from '../../../src/tasks/wake-word/wake-word.actor.ts'
import { collect } from '../../audio/collect.ts'
import { fixture, inPieces, recording } from '../../audio/recordings.ts'

const start = (options?: WakeWordOptions) =>
  supervise({ children: { ear: child(WakeWord, memory(actor), { options, allowThread: true }) } })

const wordsOf = (found: readonly { word: string }[]) => found.map(({ word }) => word)

test('WakeWord answers for recordings and streams alike', async () => {
  await using app = await start()
  const { ear } = app.children
  const found = await ear.ask.detect({ wav: fixture('alexa') })
  expect(wordsOf(found)).toEqual(['alexa'])
  expect(await collect(ear.duplex.detections(inPieces(recording('alexa'), [700])))).toEqual(found)
  expect(await ear.ask.detect({ wav: fixture('speech') })).toEqual([])
})

test('WakeWord listens for the words in its options only', async () => {
  await using app = await start({ words: ['hey_jarvis'] })
  const { ear } = app.children
  expect(await ear.ask.detect({ wav: fixture('alexa') })).toEqual([])
  expect(wordsOf(await ear.ask.detect({ wav: fixture('hey-jarvis') }))).toEqual(['hey_jarvis'])
})

test('WakeWord does not start with an unknown word', async () => {
  const error: unknown = await start({ words: ['computer' as never] }).catch(
    (error: unknown) => error,
  )
  expect(ActorError.is(error, 'start-failed')).toBe(true)
})

test('WakeWord refuses bad input and goes on without a restart', async () => {
  await using app = await start({ words: ['alexa'] })
  const { ear } = app.children
  await expect(
    ear.ask.detect({ wav: new TextEncoder().encode('ID3 and an MP3') }),
  ).rejects.toMatchObject({ code: 'invalid-message' })
  const bad = [{ samples: new Float32Array(5), sampleRate: -1 }]
  await expect(collect(ear.duplex.detections(bad))).rejects.toMatchObject({
    code: 'invalid-message',
  })
  expect(wordsOf(await ear.ask.detect({ wav: fixture('alexa') }))).toEqual(['alexa'])
})

test('WakeWord hears several streams at a time, each for itself', async () => {
  await using app = await start()
  const { ear } = app.children
  const names = ['alexa', 'hey-jarvis', 'alexa-then-speech', 'speech']
  const heard = await Promise.all(
    names.map((name) => collect(ear.duplex.detections(inPieces(recording(name), [900])))),
  )
  expect(heard.map(wordsOf)).toEqual([['alexa'], ['hey_jarvis'], ['alexa'], []])
})
