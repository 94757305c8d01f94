import type { AddressInfo } from 'node:net'
import { child, supervise } from '@troupe/core'
import { Ocr } from '@troupe/models/ocr'
import { subprocess } from '@troupe/runtime-node'
import { readingServer } from './reading.ts'

const app = await supervise({
  children: {
    reader: child(Ocr, subprocess(import.meta.resolve('@troupe/models/ocr/actor')), {
      mailbox: { capacity: 2, bytes: 16 * 1024 * 1024 },
    }),
  },
  deadline: 10_000,
})
const server = readingServer(app.children.reader)
server.listen(Number(process.env['PORT'] ?? 8080), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
})
// SIGTERM and SIGINT stop the tree, and the server ends with it.
await app.exited
server.close()
server.closeIdleConnections()
