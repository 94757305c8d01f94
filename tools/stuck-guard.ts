/**
 * Ends a test process whose event loop has not turned for two minutes. No time limit of a test can
 * interrupt an endless loop, and a run that never ends tells nobody why.
 */
import { Worker } from 'node:worker_threads'
import { expect } from 'vitest'

const seconds = Number(process.env['STUCK_AFTER_SECONDS'] ?? 120)
const turns = new Int32Array(new SharedArrayBuffer(4))
const file = expect.getState().testPath ?? 'a test'

// Seconds are counted in naps, so that a machine that slept is not taken for a loop that is stuck.
const watch = `
  const { workerData: { turns, seconds, file } } = require('node:worker_threads')
  const nap = new Int32Array(new SharedArrayBuffer(4))
  let seen = -1
  let naps = 0
  while (naps < seconds) {
    naps = turns[0] === seen ? naps + 1 : 0
    seen = turns[0]
    Atomics.wait(nap, 0, 0, 1_000)
  }
  require('node:fs').writeSync(2, file + ': the event loop is stuck for ' + seconds + ' s; ended\\n')
  process.kill(process.pid, 'SIGKILL')
`

new Worker(watch, { eval: true, workerData: { turns, seconds, file } }).unref()
setInterval(() => Atomics.add(turns, 0, 1), 250).unref()
