import { describeExit, type InspectionEvent } from '@troupe/core'
import { styleText } from 'node:util'
import { percentile, type Statistics } from './statistics.ts'

const width = 24
const started = performance.now()

/** A headline for what follows. */
export function headline(words: string): void {
  console.log(`\n${styleText('bold', words)}`)
}

/** A line of a result. */
export function result(label: string, words: string): void {
  console.log(`  ${styleText('cyan', label.padEnd(10))} ${words}`)
}

/** Shows, as it happens, what the supervisor does and how far models are. */
export function showEvent(event: InspectionEvent): void {
  const line = describe(event)
  if (line === undefined) return
  const seconds = ((performance.now() - started) / 1000).toFixed(2).padStart(6)
  const text = styleText('dim', `  ${seconds} s  ${event.path.padEnd(13)} `) + line
  if (event.type !== 'progress') return console.log(text)
  // On a terminal a bar grows in its line; elsewhere only the full one is worth a line.
  const full = event.progress.done === event.progress.total
  if (process.stdout.isTTY) process.stdout.write(`\r${text}${full ? '\n' : ''}`)
  else if (full) console.log(text)
}

function describe(event: InspectionEvent): string | undefined {
  switch (event.type) {
    case 'child-starting':
      return `starts in a ${event.kind} (life ${event.incarnation})`
    case 'child-ready':
      return styleText(
        'green',
        `ready after ${Math.round(event.milliseconds)} ms, process ${event.pid}`,
      )
    case 'progress':
      return `${bar(event.progress.done, event.progress.total)} ${event.progress.phase}`
    case 'child-killed':
      return styleText('yellow', 'is killed')
    case 'child-exited': {
      const words = `ended: ${describeExit(event.reason)}`
      return event.reason.type === 'shutdown' ? words : styleText('red', words)
    }
    case 'restart-scheduled':
      return styleText(
        'yellow',
        `restarts ${event.delay === 0 ? 'now' : `in ${Math.round(event.delay)} ms`}`,
      )
    case 'message':
      return event.redelivered === 0
        ? undefined
        : styleText(
            'green',
            `${event.operation} ${event.outcome} at delivery ${event.redelivered + 1}`,
          )
    case 'gave-up':
      return styleText('red', `gave up on ${event.child}`)
    case 'output':
      return event.line
    case 'log':
      return `${event.level}: ${event.message}`
    default:
      return undefined
  }
}

/** A progress bar of {@link width} characters; one that moves where nobody knows the total. */
export function bar(done: number, total: number | undefined): string {
  const share = total === undefined || total === 0 ? 0 : Math.min(1, done / total)
  const filled = Math.round(share * width)
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${String(Math.round(share * 100)).padStart(3)} %`
}

/** An actor that was asked nothing has no times. */
function inWhole(milliseconds: number): string {
  return Number.isNaN(milliseconds) ? '-' : milliseconds.toFixed(0)
}

/** The table at the end. */
export function showTable(statistics: Statistics, longestPause: number): void {
  const header = [
    'actor',
    'asks',
    'replied',
    'failed',
    'dead',
    'redelivered',
    'restarts',
    'p50 ms',
    'p99 ms',
  ]
  const rows = statistics
    .rows()
    .map(([path, actor]) =>
      [
        path,
        actor.asks,
        actor.replied,
        actor.failed,
        actor.deadLettered,
        actor.redelivered,
        actor.restarts,
        inWhole(percentile(actor.milliseconds, 0.5)),
        inWhole(percentile(actor.milliseconds, 0.99)),
      ].map(String),
    )
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  )
  const aligned = (row: readonly string[]): string =>
    `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  ')}`
  console.log(`\n${styleText('bold', aligned(header))}`)
  for (const row of rows) console.log(aligned(row))
  console.log(`\n  longest pause of the app's own event loop: ${longestPause.toFixed(1)} ms`)
}
