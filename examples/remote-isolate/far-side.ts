/** The first module of a process that the machine starts. Nothing imports it. */
import { writeSync } from 'node:fs'
import { inspect } from 'node:util'
import { host } from '@troupe/core/isolate'
import { framesOf, packetReader } from './wire.ts'

/** A pipe of its own, so that what the actor prints cannot disturb it. */
const pipe = 3

const hosted = host(
  {
    // Written before it returns: what a crash follows has left all the same.
    send(packet) {
      const bytes = framesOf(packet)
      for (let sent = 0; sent < bytes.length;) sent += writeSync(pipe, bytes, sent)
    },
    close: (code) => process.exit(code),
  },
  () => import(process.argv[2]!),
)

process.on('uncaughtException', (thrown: unknown) => {
  hosted.crash(thrown instanceof Error ? thrown : new Error(`thrown: ${inspect(thrown)}`))
})
process.stdin.on(
  'data',
  packetReader((packet) => hosted.receive(packet)),
)
process.stdin.on('end', () => process.exit(1))
