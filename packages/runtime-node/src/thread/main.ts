/** The first module of a thread. It is started as a file, so nothing imports it. */
import { parentPort, workerData } from 'node:worker_threads'
import { type FarSide, host } from '@troupe/core/isolate'
import { catchAll } from '../far-side/catch-all.ts'
import { load } from '../far-side/load.ts'
import { laidChannel } from './channel.ts'
import { abandonGate, whenShut } from './gate.ts'
import { redirectOutput } from './redirect-output.ts'
import { packetIn, postPacket, type FromThread, type ThreadSeed, type ToThread } from './seed.ts'
import { lanes, takeRoom, weightOf } from './unheard.ts'

const port = parentPort!
const { module, loader, shared, unheard } = workerData as ThreadSeed
/**
 * Node never closes the files that an import was reading when its thread ended, so a thread waits for
 * that, but no longer than this, in milliseconds.
 */
const importPatience = 8_000
let importing = false
let leaving: number | undefined

const farSide: FarSide = {
  shared,
  send(packet) {
    takeRoom(unheard, lanes.packets, weightOf(packet.bytes))
    postPacket(port, packet)
  },
  defer: process.nextTick,
  close(code) {
    if (importing) leaveSoon(code)
    else whenShut(shared, () => process.exit(code))
  },
}

function leaveSoon(code: number): void {
  if (leaving !== undefined) return
  leaving = code
  setTimeout(() => leaveNow(code), importPatience)
  setInterval(() => void (isReading() || leaveNow(code)), 1)
}

/** Between two reads of an import there is no turn of the event loop. */
function isReading(): boolean {
  return process
    .getActiveResourcesInfo()
    .some((kind) => kind === 'FSReqPromise' || kind === 'CloseReq')
}

/** An import runs inside the gate, but whenever this script runs, no native code does. */
function leaveNow(code: number): void {
  abandonGate(shared)
  process.exit(code)
}

async function importActor(): Promise<unknown> {
  importing = true
  try {
    return await load(module, loader)
  } finally {
    importing = false
    if (leaving !== undefined) leaveNow(leaving)
  }
}

redirectOutput(port, unheard)
const hosted = host(farSide, importActor)
catchAll(hosted)
port.on('message', (message: ToThread) => {
  if (message === 'leave') return importing ? leaveSoon(1) : undefined
  if ('port' in message) hosted.lay(message.channel, laidChannel(message))
  else hosted.receive(packetIn(message))
})
port.on('messageerror', (error) => hosted.crash(error))
port.postMessage('up' satisfies FromThread)
