import { FrameProcessor, Message } from '@ricky0123/vad-web'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { modelFile } from '../../audio/sessions.ts'

interface Silero {
  process(frame: Float32Array): Promise<{ isSpeech: number; notSpeech: number }>
  reset_state(): void
}

/** The model as its own package runs it. */
export async function packageSilero(): Promise<Silero> {
  const require = createRequire(import.meta.url)
  const { Silero } = require('@ricky0123/vad-web/dist/models') as {
    Silero: { new: (ort: unknown, fetchModel: () => Promise<Uint8Array>) => Promise<Silero> }
  }
  return Silero.new(require('onnxruntime-web'), async () =>
    readFileSync(modelFile('voice-activity/silero')),
  )
}

/** Segments by the package's own model and frame processor with its own defaults, in seconds. */
export async function packageSegments(frames: readonly Float32Array[]) {
  const silero = await packageSilero()
  const processor = new FrameProcessor(silero.process, silero.reset_state, defaults, 32)
  const found: { start: number; end: number }[] = []
  let frame = 0
  let start = 0
  let end = 0
  const note = (event: { msg: Message; probs?: { isSpeech: number } }) => {
    if (event.msg === Message.SpeechStart) start = frame
    if (event.msg === Message.FrameProcessed && event.probs!.isSpeech >= 0.3) end = frame + 1
    if (event.msg === Message.SpeechEnd) found.push({ start: start * 0.032, end: end * 0.032 })
  }
  processor.resume()
  for (const samples of frames) {
    await processor.process(samples, note)
    frame++
  }
  processor.pause(note)
  return found
}

const defaults = {
  positiveSpeechThreshold: 0.3,
  negativeSpeechThreshold: 0.25,
  preSpeechPadMs: 0,
  redemptionMs: 1_400,
  minSpeechMs: 400,
  submitUserSpeechOnPause: true,
}
