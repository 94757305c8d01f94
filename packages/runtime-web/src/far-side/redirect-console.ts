import type { Printed } from '../worker/messages.ts'
import { inspect } from './inspect.ts'

const streams = {
  debug: 'stdout',
  info: 'stdout',
  log: 'stdout',
  warn: 'stderr',
  error: 'stderr',
  trace: 'stderr',
} as const

/** Sends what this worker prints the way its packets go, line by line and in order with them. */
export function redirectConsole(send: (printed: Printed) => void): void {
  for (const [method, stream] of Object.entries(streams)) {
    console[method as keyof typeof streams] = (...values: unknown[]) => {
      const text = values.map(inspect).join(' ')
      for (const line of text.split(/\r?\n/)) send({ stream, line })
    }
  }
}
