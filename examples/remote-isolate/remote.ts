import { connect, type Socket } from 'node:net'
import type {
  Connection,
  ExitReason,
  Isolate,
  IsolateFeatures,
  StartContext,
} from '@troupe/core/isolate'
import { type End, frame, framesOf, kinds, packetReader } from './wire.ts'

/** A process on the far side of a socket: it can be killed at any time, and shares nothing. */
const features: IsolateFeatures = {
  preempt: true,
  transfer: false,
  sharedMemory: false,
  killInNative: true,
  surviveNativeCrash: true,
  surviveOutOfMemory: true,
  surviveExit: true,
}

/** An isolate on another machine: a module that the machine at this port offers under a name. */
export function remote(module: string, port: number, host = '127.0.0.1'): Isolate {
  return {
    kind: 'remote',
    features,
    start(context) {
      const socket = connect({ port, host, allowHalfOpen: true, noDelay: true })
      socket.write(frame(kinds.start, module))
      return connection(socket, context)
    },
  }
}

function connection(socket: Socket, { receive, output }: StartContext): Connection {
  let killed = false
  // Unless the machine says more: the line broke.
  let reason: ExitReason = { type: 'vanished' }
  const read = packetReader(receive, (kind, body) => {
    const text = Buffer.from(body).toString()
    if (kind === kinds.stdout) output(text, 'stdout')
    if (kind === kinds.stderr) output(text, 'stderr')
    if (kind === kinds.exit) reason = reasonOf(JSON.parse(text) as End)
  })
  socket.on('data', read)
  socket.on('end', () => socket.end())
  socket.on('error', (error) => {
    if (socket.connecting || socket.bytesRead === 0) reason = { type: 'start-failed', error }
  })
  return {
    send: (packet) => void (socket.writable && socket.write(framesOf(packet))),
    exited: new Promise((resolve) => {
      socket.on('close', () => resolve(killed ? { type: 'killed' } : reason))
    }),
    // The machine kills the process, and says so when it is gone: only then may another life begin.
    kill() {
      killed = true
      socket.end()
    },
    hold: (alive) => void (alive ? socket.ref() : socket.unref()),
  }
}

function reasonOf({ code, signal, outOfMemory }: End): ExitReason {
  if (outOfMemory) return { type: 'out-of-memory' }
  return signal === null ? { type: 'exit', code: code ?? 0 } : { type: 'signal', signal }
}
