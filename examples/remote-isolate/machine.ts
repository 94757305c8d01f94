import { type ChildProcess, spawn } from 'node:child_process'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { type End, frame, frameReader, kinds } from './wire.ts'

const fromSource = import.meta.url.endsWith('.ts')
const farSide = new URL(fromSource ? './far-side.ts' : './far-side.js', import.meta.url)
const loader = fromSource ? ['--import', import.meta.resolve('tsx')] : []

/** Modules with actors, by the names under which others may start them. */
export type Offers = Readonly<Record<string, URL | string>>

/**
 * Starts a process for each line that comes in, and kills it when the line ends. It listens on this
 * machine alone and runs nothing but what it offers; to let others in takes TLS and a secret.
 */
export async function machine(
  offers: Offers,
  megabytes = 128,
): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    let child: ChildProcess | undefined
    const kill = (): void => void child?.kill('SIGKILL')
    socket.on('end', kill).on('close', kill).on('error', kill)
    const read = frameReader((kind, body) => {
      if (kind === kinds.start)
        child = start(offers[Buffer.from(body).toString()], megabytes, socket)
      else child?.stdin!.write(frame(kind, body))
    })
    socket.on('data', read)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}

function start(
  module: URL | string | undefined,
  megabytes: number,
  socket: Socket,
): ChildProcess | undefined {
  if (module === undefined) return void socket.destroy()
  const child = spawn(
    process.execPath,
    [...loader, `--max-old-space-size=${megabytes}`, farSide.pathname, String(module)],
    { stdio: ['pipe', 'pipe', 'pipe', 'pipe'] },
  )
  const say = (bytes: Uint8Array): void => void (socket.writable && socket.write(bytes))
  let outOfMemory = false
  createInterface(child.stdout!).on('line', (line) => say(frame(kinds.stdout, line)))
  createInterface(child.stderr!).on('line', (line) => {
    outOfMemory ||= /out of memory|invalid (array|size)/i.test(line)
    say(frame(kinds.stderr, line))
  })
  // Cut into frames, lest a line of output lands in the midst of one.
  const forward = frameReader((kind, body) => say(frame(kind, body)))
  ;(child.stdio[3] as Readable).on('data', forward)
  // What it had not read when it died is lost, as it would be anywhere.
  child.stdin!.on('error', () => {})
  // All that it wrote was read before this.
  child.on('close', (code, signal) => {
    const end: End = { code, signal, outOfMemory: outOfMemory && signal !== null }
    socket.end(frame(kinds.exit, JSON.stringify(end)))
  })
  return child
}
