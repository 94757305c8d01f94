/** So many frames of calls, or bytes, leave at once: the other side begins while this one goes on. */
export const mostFrames = 128
export const mostBytes = 64 * 1024
/** Fewer new calls than these wait for the end of the turn: each packet has its price. */
const fewestCalls = 16

/** A quarter of what is under way at a time: both sides have something to do at every moment. */
export function mostCalls(underWay: number): number {
  return Math.min(mostFrames, Math.max(fewestCalls, underWay >> 2))
}
