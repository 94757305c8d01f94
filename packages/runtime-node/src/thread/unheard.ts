/** How much a thread has posted that the app has not heard yet, for both of them to see. */
export type Unheard = Int32Array<SharedArrayBuffer>

/** What a thread posts: each has its word, and so many bytes may be on their way. */
export const lanes = {
  /** A pipe holds about as many. */
  output: { word: 0, most: 128 * 1024 },
  /** Isolates that talk to each other go on while the app is busy, and some of that is told to it. */
  packets: { word: 1, most: 8 * 1024 * 1024 },
} as const

type Lane = (typeof lanes)[keyof typeof lanes]

/** What a message costs beside its bytes: a flood of short ones must not pile up either. */
const each = 32
/** Milliseconds that a thread waits at a time: an app that is busy for long must not stop it. */
const patience = 1_000

export function nothingUnheard(): Unheard {
  return new Int32Array(new SharedArrayBuffer(4 * Object.keys(lanes).length))
}

export const weightOf = (bytes: Uint8Array): number => bytes.byteLength + each

/** Waits until there is room, as a process waits for a pipe that is full. */
export function takeRoom(unheard: Unheard, { word, most }: Lane, weight: number): void {
  for (;;) {
    const taken = Atomics.load(unheard, word)
    if (taken < most || Atomics.wait(unheard, word, taken, patience) === 'timed-out') break
  }
  Atomics.add(unheard, word, weight)
}

/** So much has been heard. */
export function giveRoom(unheard: Unheard, { word, most }: Lane, weight: number): void {
  if (Atomics.sub(unheard, word, weight) >= most) Atomics.notify(unheard, word)
}
