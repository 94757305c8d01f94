import { Sound } from './sound.ts'

/** Milliseconds between two chunks. */
const step = 80

/** Plays a recording aloud, and lets it come in as it is heard. */
export function play(recording: AudioBuffer, signal: AbortSignal): Sound {
  const { sampleRate, duration } = recording
  const sound = new Sound(sampleRate, duration)
  const samples = recording.getChannelData(0)
  const context = new AudioContext()
  const source = new AudioBufferSourceNode(context, { buffer: recording })
  source.connect(context.destination)
  source.start()
  const begun = performance.now()
  let sent = 0
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - begun) / 1_000) * sampleRate)
    const end = Math.min(samples.length, due)
    if (end > sent) sound.append(samples.slice(sent, end))
    sent = Math.max(sent, end)
    if (sent === samples.length) stop()
  }, step)
  signal.addEventListener('abort', stop)
  return sound

  function stop(): void {
    clearInterval(timer)
    signal.removeEventListener('abort', stop)
    sound.end()
    // What was put into the loudspeaker is still to be heard.
    const rest = signal.aborted ? 0 : 400
    setTimeout(() => void context.close(), rest)
  }
}
