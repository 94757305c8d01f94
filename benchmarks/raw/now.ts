const hrtime = globalThis.process?.hrtime

/**
 * Microseconds on a clock that all isolates share: on Node the machine's, in a browser that of the
 * page and its workers.
 */
export function now(): number {
  if (hrtime !== undefined) return Number(hrtime.bigint()) / 1_000
  return (performance.timeOrigin + performance.now()) * 1_000
}
