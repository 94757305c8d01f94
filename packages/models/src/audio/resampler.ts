import type * as libsamplerate from '@alexanderolsen/libsamplerate-js'

/** Changes the sample rate of a stream of sound, piece by piece. */
export interface Resampler {
  /** The next samples; some come out later, with the pieces that follow. */
  push(samples: Float32Array): Float32Array
  /**
   * Ends the stream: what was still held back. Now `round(samples in * to / from)` samples have come
   * out in all.
   */
  flush(): Float32Array
  /** Frees the resampler's memory. */
  dispose(): void
}

/**
 * A band-limited resampler: libsamplerate's fastest sinc, with a noise floor of -97 dB and flat up to
 * 80 % of the band. How the sound is cut into pieces makes no difference to what comes out.
 *
 * @param from Samples per second that go in.
 * @param to Samples per second that come out.
 */
export async function resampler(from: number, to: number): Promise<Resampler> {
  if (from === to) return unchanged
  const { ConverterType, create } = await library()
  const quality = { converterType: ConverterType.SRC_SINC_FASTEST }
  const source = await create(1, from, to, quality)
  let taken = 0
  let given = 0
  return {
    push(samples) {
      taken += samples.length
      const resampled = source.full(samples)
      given += resampled.length
      return resampled
    },
    flush() {
      const missing = Math.round((taken * to) / from) - given
      if (missing <= 0) return new Float32Array()
      return source
        .full(new Float32Array(Math.ceil((missing * from) / to) + lookahead(from, to)))
        .slice(0, missing)
    },
    dispose: () => source.destroy(),
  }
}

// The package is CommonJS: Node gives it as the default export, loaders and bundlers also as the module.
async function library(): Promise<typeof libsamplerate> {
  const module = await import('@alexanderolsen/libsamplerate-js')
  return 'create' in module ? module : (module as { default: never }).default
}

// The filter looks ahead by a number of samples of the slower of the two rates.
function lookahead(from: number, to: number): number {
  return Math.ceil(64 * Math.max(1, from / to))
}

const unchanged: Resampler = {
  push: (samples) => samples,
  flush: () => new Float32Array(),
  dispose: () => {},
}
