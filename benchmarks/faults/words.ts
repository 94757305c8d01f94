import type { Summary } from './summary.ts'

/** A duration that a reader can take in: two digits that count, or whole milliseconds. */
export function duration(milliseconds: number): string {
  if (milliseconds >= 1_000) return `${(milliseconds / 1_000).toFixed(1)} s`
  return milliseconds < 10 ? `${milliseconds.toFixed(1)} ms` : `${Math.round(milliseconds)} ms`
}

/** How the call ended. */
export function settling({ settles, repeats, settled }: Summary): string {
  const words = Object.entries(settles).map(([how, times]) => {
    const what = how === 'rejects' ? how : `**${how}**`
    return times === repeats ? what : `${what} (${times} of ${repeats})`
  })
  return [...words, ...(settled === undefined ? [] : [duration(settled)])].join(', ')
}

/** Whether it works again, and when. */
export function recovery({ recoveries, recovered, repeats }: Summary): string {
  if (recovered === undefined) return '**never**'
  const partly = recoveries === repeats ? '' : ` **(${recoveries} of ${repeats})**`
  return `${duration(recovered)}${partly}`
}

/** What became of the calls that waited. */
export function loss({ lost, waited }: Summary): string {
  return lost === 0 ? '0' : `**${lost} of ${waited}**`
}

/** What became of the app. */
export function hostLife({ hostDeaths, hostDied, repeats }: Summary): string {
  if (hostDied === undefined) return 'yes'
  return `**dies**${hostDeaths === repeats ? '' : ` (${hostDeaths} of ${repeats})`}: ${hostDied}`
}

/** What arrived of the error. */
export function errorKept({ missing, settles }: Summary): string {
  if (mostly(settles) !== 'rejects') return 'no error'
  if (missing === undefined || missing === '') return 'whole'
  return `**lost**: ${missing}`
}

/** Whether something was left behind. */
export function orphans({ orphans: left, repeats }: Summary): string {
  if (left === 0) return 'no'
  return left === repeats ? '**left**' : `**left** (${left} of ${repeats})`
}

/** All of it in as few words as an overview has room for. */
export function overview(summary: Summary): string {
  const { fault, settles, hostDied, settled } = summary
  if (fault === 'host-exit') return summary.orphans === 0 ? 'no orphan' : '**orphan**'
  if (hostDied !== undefined) return '**app dies**'
  if (fault === 'custom-error') return errorKept(summary)
  const how = mostly(settles)
  const end = how === 'rejects' ? `rejects ${duration(settled!)}` : `**${how}**`
  const again = summary.recovered === undefined ? '**dead**' : `up ${duration(summary.recovered)}`
  return `${end}, ${again}${summary.lost === 0 ? '' : `, **loses ${summary.lost}**`}`
}

/** How the call ended most often. */
function mostly(settles: Summary['settles']): string {
  return Object.keys(settles)[0]!
}
