import { createRequire } from 'node:module'
import { perform } from '../work.ts'

const { expose } = createRequire(import.meta.url)('threads/worker') as {
  expose(exposed: typeof perform): void
}

expose(perform)
