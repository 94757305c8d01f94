import { describeExit } from '../isolate/exit.ts'
import type { Inspector } from '../inspect.ts'
import { isLoss } from './sparing-log.ts'

/**
 * The default log: what isolates log and print, and what supervision does about failures, on the
 * console with the actor's path. Everyday events are left out.
 * @example
 * ```ts
 * import { consoleLog, type Inspector } from '@troupe/core'
 *
 * const lines: string[] = []
 * const log: Inspector = (event) => {
 *   if (event.type === 'log') lines.push(event.message) // mine
 *   else consoleLog(event) // everything else as usual
 * }
 * log({ type: 'log', path: 'app/ocr', at: 0, level: 'info', message: 'ready' })
 * lines // => ['ready']
 * ```
 */
export const consoleLog: Inspector = (event) => {
  const line = `[${event.path}] `
  switch (event.type) {
    case 'log':
      return write(event.level, line + event.message, event.details)
    case 'output':
      return write(event.stream === 'stdout' ? 'info' : 'error', line + event.line)
    case 'child-exited':
      if (event.reason.type === 'normal' || event.reason.type === 'shutdown') return
      return write('warn', `${line}ended: ${describeExit(event.reason)}`)
    case 'restart-scheduled':
      return write(
        'warn',
        `${line}restarts ${event.delay === 0 ? 'now' : `in ${Math.round(event.delay)} ms`}`,
      )
    case 'standby-exited':
      return write('warn', `${line}its spare ended: ${describeExit(event.reason)}`)
    case 'standby-gave-up':
      return write('error', `${line}gave up on spares: ${describeExit(event.reason)}`)
    case 'gave-up':
      return write('error', `${line}gave up on ${event.child}: ${describeExit(event.reason)}`)
    case 'message':
      if (!isLoss(event)) return
      return write(
        'warn',
        `${line}${event.operation} ${event.outcome}: ${event.error?.message ?? ''}`,
      )
    default:
  }
}

function write(level: 'debug' | 'info' | 'warn' | 'error', line: string, details?: unknown): void {
  if (details === undefined) console[level](line)
  else console[level](line, details)
}
