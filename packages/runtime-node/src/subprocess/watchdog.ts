/**
 * The first module of a thread inside every child: it works while the child's own script is busy.
 * It ends the child when the parent is gone, and when the child occupies too much memory.
 */
import { writeSync } from 'node:fs'
import { Socket } from 'node:net'
import { workerData } from 'node:worker_threads'
import { type ChildWord, descriptor } from './wire.ts'

/** Milliseconds between two looks at the memory. */
const interval = 50

const { memory } = workerData as { memory?: number }

function end(): void {
  process.kill(process.pid, 'SIGKILL')
}

const lifeline = new Socket({ fd: descriptor.lifeline, readable: true, writable: false })
lifeline.resume()
lifeline.on('error', end).on('close', end)

function watchMemory(limit: number): void {
  if (process.memoryUsage.rss() <= limit) return
  try {
    writeSync(descriptor.lifeline, `${'out-of-memory' satisfies ChildWord}\n`)
  } finally {
    end()
  }
}

if (memory !== undefined) setInterval(() => watchMemory(memory), interval)
