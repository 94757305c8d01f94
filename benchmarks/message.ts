/** The small message of all benchmarks: 72 bytes of MessagePack. */
export interface Message {
  readonly id: number
  readonly topic: string
  readonly text: string
  readonly score: number
}

export const message: Message = {
  id: 421_337,
  topic: 'reading',
  text: 'one small step for a queue',
  score: 0.75,
}

/** A picture for a detector: 1 x 3 x 640 x 640 float32, 4.9 MB. */
export function newTensor(): Float32Array<ArrayBuffer> {
  return new Float32Array(3 * 640 * 640).fill(0.5)
}

export const itemBytes = 1_024
