import type { ThreadOutput } from './seed.ts'

/** Bytes that a thread may have printed and the app not heard: a pipe holds about as many. */
const most = 128 * 1024
/** What a message costs, in bytes: a flood of short ones must not pile up either. */
const each = 32
/** Milliseconds that a thread waits at a time: an app that is busy for long must not stop it. */
const patience = 1_000

/** How much a thread has printed that the app has not heard yet, for both of them to see. */
export type Unheard = Int32Array<SharedArrayBuffer>

/** How much of the room an output takes. */
export const weightOf = ({ text }: ThreadOutput): number => text.length + each

/** Posts what the thread prints, once there is room: as a process waits for a pipe that is full. */
export function postOutput(
  unheard: Unheard,
  output: ThreadOutput,
  post: (output: ThreadOutput) => void,
): void {
  for (;;) {
    const weight = Atomics.load(unheard, 0)
    if (weight < most || Atomics.wait(unheard, 0, weight, patience) === 'timed-out') break
  }
  Atomics.add(unheard, 0, weightOf(output))
  post(output)
}
