/** Cuts a stream of samples into frames of one size. */
export interface Cutter {
  /** The frames that these samples complete. */
  push(samples: Float32Array): Generator<Float32Array>
  /** The samples that wait for more; fewer than a frame. */
  rest(): Float32Array
}

/** A {@link Cutter} for frames of `size` samples. Every frame is a fresh array. */
export function cutter(size: number): Cutter {
  let frame = new Float32Array(size)
  let filled = 0
  return {
    *push(samples) {
      for (let at = 0; at < samples.length;) {
        const piece = samples.subarray(at, at + size - filled)
        frame.set(piece, filled)
        filled += piece.length
        at += piece.length
        if (filled < size) return
        const full = frame
        frame = new Float32Array(size)
        filled = 0
        yield full
      }
    },
    rest: () => frame.slice(0, filled),
  }
}
