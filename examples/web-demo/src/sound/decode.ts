/** A recording as one channel, with as many samples a second as the models like. */
export async function decode(file: ArrayBuffer): Promise<AudioBuffer> {
  const sampleRate = 16_000
  const decoded = await new OfflineAudioContext(1, 1, sampleRate).decodeAudioData(file)
  if (decoded.numberOfChannels === 1) return decoded
  const context = new OfflineAudioContext(1, decoded.length, sampleRate)
  const source = new AudioBufferSourceNode(context, { buffer: decoded })
  source.connect(context.destination)
  source.start()
  return context.startRendering()
}
