import type { AudioChunk } from '@troupe/models/wake-word'

/** Peaks of the waveform in one second. */
const peaksPerSecond = 100

/** Sound that comes in piece by piece and is kept, so that it can be heard again from any moment. */
export class Sound {
  readonly sampleRate: number
  /** Seconds that it will have; unknown of a microphone. */
  readonly expected: number | undefined
  /** The loudest sample of each hundredth of a second. */
  readonly peaks: number[] = []
  readonly #chunks: Float32Array[] = []
  #samples = 0
  #ended = false
  #wake: (() => void)[] = []

  constructor(sampleRate: number, expected?: number) {
    this.sampleRate = sampleRate
    this.expected = expected
  }

  /** Seconds that came so far. */
  get seconds(): number {
    return this.#samples / this.sampleRate
  }

  get ended(): boolean {
    return this.#ended
  }

  append(samples: Float32Array): void {
    this.#chunks.push(samples)
    const perPeak = this.sampleRate / peaksPerSecond
    samples.forEach((sample, at) => {
      const peak = Math.floor((this.#samples + at) / perPeak)
      this.peaks[peak] = Math.max(this.peaks[peak] ?? 0, Math.abs(sample))
    })
    this.#samples += samples.length
    this.#notify()
  }

  end(): void {
    this.#ended = true
    this.#notify()
  }

  /** The chunks from the first one that begins at `second` or later, and those that come. */
  async *chunks(second = 0): AsyncGenerator<AudioChunk> {
    let before = 0
    for (let index = 0; ; index++) {
      while (index >= this.#chunks.length) {
        if (this.#ended) return
        await new Promise<void>((resolve) => this.#wake.push(resolve))
      }
      const samples = this.#chunks[index]!
      if (before >= second * this.sampleRate) yield { samples, sampleRate: this.sampleRate }
      before += samples.length
    }
  }

  /** Where the stream of chunks from `second` on begins, in seconds. */
  startOf(second: number): number {
    let before = 0
    for (const { length } of this.#chunks) {
      if (before >= second * this.sampleRate) break
      before += length
    }
    return before / this.sampleRate
  }

  #notify(): void {
    const waiting = this.#wake
    this.#wake = []
    for (const wake of waiting) wake()
  }
}
