/** What stands where nothing is known. */
export const nothing = '–'

/** Milliseconds as people say them. */
export function duration(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return nothing
  if (milliseconds < 0.095) return '< 0.1 ms'
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`
  return `${(milliseconds / 1_000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`
}

/** So many each second. */
export function rate(each: number): string {
  return each === 0 ? '0' : short(each)
}

/** A count as short as a column needs it. */
export function short(count: number): string {
  if (count >= 1e6) return `${(count / 1e6).toFixed(1)} M`
  if (count >= 10_000) return `${Math.round(count / 1e3)} k`
  if (count >= 1_000) return `${(count / 1e3).toFixed(1)} k`
  return count < 10 && !Number.isInteger(count) ? count.toFixed(1) : String(Math.round(count))
}

/** Bytes as people say them. */
export function size(bytes: number | undefined): string {
  if (bytes === undefined) return nothing
  if (bytes < 1e9) return `${Math.round(bytes / 1e6)} MB`
  return `${(bytes / 1e9).toFixed(1)} GB`
}

/** The last part of a path. */
export function idOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** A time that has passed, in seconds or minutes. */
export function ago(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000))
  if (seconds < 1) return 'now'
  return seconds < 100 ? `${seconds} s ago` : `${Math.round(seconds / 60)} min ago`
}
