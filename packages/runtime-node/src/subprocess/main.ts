/** The first module of a child process. It is started as a file, so nothing imports it. */
import { writeSync } from 'node:fs'
import { Socket } from 'node:net'
import { Worker } from 'node:worker_threads'
import { type FarSide, type Host, host } from '@troupe/core/isolate'
import { catchAll } from '../far-side/catch-all.ts'
import { load } from '../far-side/load.ts'
import { Meetings } from './channel/meetings.ts'
import { RingReader, RingWriter } from './file-ring.ts'
import { type ChannelNote, noteSegment } from './note.ts'
import { onRead } from './on-read.ts'
import { PacketReader } from './packet-reader.ts'
import type { SubprocessSeed } from './seed.ts'
import { segmentsOf } from './segments.ts'
import { lanes } from './shared-file.ts'
import { startedMark } from './started-mark.ts'
import { type ChildWord, descriptor } from './wire.ts'
import { writeAll } from './write-all.ts'

const [argument] = process.argv.splice(2, 1)
const { module, loader, memory, parent, shares } = JSON.parse(argument!) as SubprocessSeed

const outgoing = shares ? new RingWriter(descriptor.sharedFile, lanes.toParent) : undefined
const incoming = shares ? new RingReader(descriptor.sharedFile, lanes.toChild) : undefined

const meetings = new Meetings((answer) => write([noteSegment(answer)]))

// Written at once, so that an exit or an endless loop that follows takes nothing back.
const farSide: FarSide = {
  send: (packet) => write(segmentsOf(packet, outgoing)),
  close: (code) => meetings.whenLeft(() => process.exit(code)),
  defer: process.nextTick,
  markStarted: shares ? startedMark(descriptor.sharedFile) : undefined,
}

function write(segments: readonly Uint8Array[]): void {
  try {
    writeAll(descriptor.output, segments)
  } catch {
    leave()
  }
}

/** The parent is gone, and nobody would hear a goodbye. */
function leave(): void {
  process.exit(1)
}

function startWatchdog(hosted: Host): void {
  const watchdog = new Worker(new URL('./watchdog.js', import.meta.url), {
    name: 'watchdog',
    workerData: { memory },
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  })
  watchdog.unref()
  watchdog.on('error', (error) => hosted.crash(error))
}

function listen(hosted: Host): void {
  const reader = new PacketReader(
    {
      packet: (packet) => hosted.receive(packet),
      note: (note) => meetings.hear(note as ChannelNote, hosted),
      corrupt: (error) => hosted.crash(error),
    },
    incoming,
  )
  const onread = onRead(reader)
  const options = { fd: descriptor.input, readable: true, writable: false, onread }
  const input = new Socket(options)
  input.on('error', leave).on('close', leave)
}

const hosted = host(farSide, () => load(module, loader))
catchAll(hosted)
if (parent === undefined) startWatchdog(hosted)
// It was gone before the kernel knew.
else if (process.ppid !== parent) leave()
// A terminal or a service manager signals all processes at once; the parent decides when this one ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
writeSync(descriptor.lifeline, `${'up' satisfies ChildWord}\n`)
listen(hosted)
