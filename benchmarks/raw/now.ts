/** Microseconds on a clock that all threads and processes of the machine share. */
export function now(): number {
  return Number(process.hrtime.bigint()) / 1_000
}
