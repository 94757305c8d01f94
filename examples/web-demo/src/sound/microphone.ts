import { Sound } from './sound.ts'

/** Seconds after which listening ends by itself. */
const longest = 60

/** Hears the microphone until `signal` is aborted. */
export async function microphone(signal: AbortSignal): Promise<Sound> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: false, channelCount: 1 },
  })
  const context = new AudioContext()
  const sound = new Sound(context.sampleRate)
  const stop = (): void => {
    signal.removeEventListener('abort', stop)
    for (const track of stream.getTracks()) track.stop()
    void context.close()
    sound.end()
  }
  try {
    signal.throwIfAborted()
    await context.audioWorklet.addModule('capture.worklet.js')
  } catch (error) {
    stop()
    throw error
  }
  const capture = new AudioWorkletNode(context, 'capture', { numberOfOutputs: 0 })
  capture.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
    if (sound.ended) return
    sound.append(data)
    if (sound.seconds >= longest) stop()
  }
  new MediaStreamAudioSourceNode(context, { mediaStream: stream }).connect(capture)
  signal.addEventListener('abort', stop)
  return sound
}
