import { scryptSync } from 'node:crypto'
import { threadId } from 'node:worker_threads'
import { actor } from '@troupe/core/actor'
import { Hasher } from './hasher.protocol.ts'

export default actor(Hasher, () => ({
  hash(password) {
    if (password === '') process.exit(1)
    return { hash: scryptSync(password, 'salt', 8).toString('hex'), thread: threadId }
  },
}))
