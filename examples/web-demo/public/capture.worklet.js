/** Sends what the microphone hears to the page, in pieces of 2048 samples. */
registerProcessor(
  'capture',
  class extends AudioWorkletProcessor {
    #piece = new Float32Array(2048)
    #filled = 0

    process([[channel] = []]) {
      if (channel === undefined) return true
      this.#piece.set(channel, this.#filled)
      this.#filled += channel.length
      if (this.#filled < this.#piece.length) return true
      this.port.postMessage(this.#piece, [this.#piece.buffer])
      this.#piece = new Float32Array(2048)
      this.#filled = 0
      return true
    }
  },
)
